/** A point or a direction: x, y, z. */
export type Vector = [number, number, number];

/** Points sorted into cubes, to count the neighbours of a point. */
export class PointGroups {
  private readonly members = new Map<string, number[]>();

  /** @param radius within which points are counted, in the unit of the points */
  constructor(
    private readonly points: readonly Vector[],
    private readonly radius: number,
  ) {
    points.forEach((point, i) => {
      const key = this.cube(point).join();
      const members = this.members.get(key);
      if (members) members.push(i);
      else this.members.set(key, [i]);
    });
  }

  /** Number of points within the radius of point i on the side of a direction. */
  countBeyond(i: number, [x, y, z]: Vector): number {
    const at = this.points[i],
      [a, b, c] = this.cube(at);
    let count = 0;
    for (let n = 0; n < 27; n++) {
      const key = `${a + (n % 3) - 1},${b + (Math.floor(n / 3) % 3) - 1},${c + Math.floor(n / 9) - 1}`;
      for (const j of this.members.get(key) ?? []) {
        const dx = this.points[j][0] - at[0],
          dy = this.points[j][1] - at[1],
          dz = this.points[j][2] - at[2];
        if (dx * dx + dy * dy + dz * dz < this.radius ** 2 && dx * x + dy * y + dz * z > 0) count++;
      }
    }
    return count;
  }

  private cube(point: Vector): number[] {
    return point.map((value) => Math.floor(value / this.radius));
  }
}
