import assert from 'node:assert/strict';
import { densityAt, smoothDensity } from 'decodesaxs-widgets/dist/volume/smoothDensity';
import { castSurface } from 'decodesaxs-widgets/dist/volume/surfaceCast';
import { framed } from 'decodesaxs-widgets/dist/volume/framedScene';
import { surfacePicture } from 'decodesaxs-widgets/dist/volume/surfacePicture';
import { threeViews } from 'decodesaxs-widgets/dist/volume/viewAxes';
import { hex, scaleColour } from 'decodesaxs-widgets/dist/volume/palette';
import { ballMap } from '../bodies';

/** A map whose values are a function of the grid point. */
function mapOf(f: (i: number, j: number, k: number) => number): Parameters<typeof smoothDensity>[0] {
  const values = Float32Array.from({ length: 12 * 10 * 11 }, (_, at) =>
    f(Math.floor(at / 110), Math.floor(at / 11) % 10, at % 11),
  );
  return { size: [12, 10, 11], step: 2, origin: [0, 0, 0], values };
}

describe('smoothDensity', () => {
  it('keeps every linear density as it is', () => {
    const fine = smoothDensity(mapOf((i, j, k) => 2 + 3 * i - j + 0.5 * k));
    for (const [i, j, k] of [
      [2, 3, 4],
      [5.25, 4.5, 6.75],
      [8.1, 7.3, 2.2],
    ]) {
      const found = densityAt(fine, i * fine.factor, j * fine.factor, k * fine.factor);
      assert.ok(Math.abs(found - (2 + 3 * i - j + 0.5 * k)) < 1e-4);
    }
  });

  it('spreads one point to 2/3 of itself, and 1/6 to each neighbour, along each axis', () => {
    const fine = smoothDensity(mapOf((i, j, k) => Number(i === 5 && j === 5 && k === 5)));
    const at = (i: number, j: number, k: number): number =>
      densityAt(fine, i * fine.factor, j * fine.factor, k * fine.factor);
    assert.ok(Math.abs(at(5, 5, 5) - (2 / 3) ** 3) < 1e-6);
    assert.ok(Math.abs(at(6, 5, 5) - (2 / 3) ** 2 / 6) < 1e-6);
    assert.ok(Math.abs(at(5, 4, 6) - 2 / 3 / 36) < 1e-6);
    assert.equal(at(7, 5, 5), 0);
  });
});

describe('castSurface', () => {
  it('meets a ball where its formula says', () => {
    const map = ballMap([{ centre: [0, 0, 0], radius: 24 }]);
    const scene = framed(map, {}, 101);
    const fineStep = map.step / scene.density.factor;
    for (const view of threeViews) {
      const { depth } = castSurface(scene.density, scene.threshold, view, scene.frame);
      for (const [column, row] of [
        [50, 50],
        [30, 50],
        [60, 70],
        [50, 20],
      ]) {
        const across = Math.hypot(column - 50, row - 50) * scene.frame.pixel * fineStep;
        const found = depth[row * 101 + column] * fineStep;
        assert.ok(
          Math.abs(found - Math.sqrt(24 ** 2 - across ** 2)) < 0.25,
          `${view.name} at ${column}, ${row}: ${found}`,
        );
      }
      assert.equal(depth[0], -Infinity);
    }
  });
});

describe('surfacePicture', () => {
  const pixels = 120;

  it('covers the area of a disc', () => {
    const scene = framed(ballMap([{ centre: [0, 0, 0], radius: 24 }]), {}, pixels);
    const picture = surfacePicture(scene, threeViews[0], scene.frame);
    let covered = 0;
    for (let at = 3; at < picture.length; at += 4) covered += picture[at] / 255;
    const area = covered * (scene.extent / pixels) ** 2;
    assert.ok(Math.abs(area / (Math.PI * 24 ** 2) - 1) < 0.02, String(area));
  });

  it('shows a body to the right, above and before another as such, in each view', () => {
    for (const view of threeViews) {
      const beside: [number, number, number] = [0, 0, 0];
      beside[view.right] = 18;
      beside[view.up] = 18;
      const before: [number, number, number] = [0, 0, 0];
      before[view.depth] = 15 * view.towards;
      const scene = framed(
        ballMap([
          { centre: [0, 0, 0], radius: 6 },
          { centre: beside, radius: 6 },
        ]),
        {},
        pixels,
      );
      const picture = surfacePicture(scene, view, scene.frame);
      const shows = (x: number, y: number): boolean =>
        picture[4 * (Math.round(y * pixels) * pixels + Math.round(x * pixels)) + 3] > 250;
      assert.deepEqual(
        [shows(0.75, 0.25), shows(0.25, 0.75), shows(0.25, 0.25), shows(0.75, 0.75)],
        [true, true, false, false],
        view.name,
      );
      const stacked = framed(
        ballMap([
          { centre: [0, 0, 0], radius: 12 },
          { centre: before, radius: 9 },
        ]),
        {},
        pixels,
      );
      const { depth } = castSurface(stacked.density, 0.5, view, stacked.frame);
      const nearest = depth.reduce((a, b) => Math.max(a, b), -Infinity) * (3 / stacked.density.factor);
      assert.ok(Math.abs(nearest - 24) < 0.6, `${view.name}: ${nearest}`);
    }
  });

  it('draws a model through the surface and the surface alone beside it', () => {
    const map = ballMap([{ centre: [0, 0, 0], radius: 24 }]);
    const scene = framed(map, { model: Float64Array.of(0, 0, 0, 3, 0, 0, 0, 30, 0) }, pixels);
    const picture = surfacePicture(scene, threeViews[0], scene.frame);
    const pixelAt = (x: number, y: number): number[] => {
      const column = Math.round((x / scene.extent) * pixels + (pixels - 1) / 2);
      const middle = scene.frame.centre[1] * (map.step / scene.density.factor) + map.origin[1];
      const row = Math.round((pixels - 1) / 2 - ((y - middle) / scene.extent) * pixels);
      return Array.from(picture.subarray(4 * (row * pixels + column), 4 * (row * pixels + column) + 4));
    };
    const [centre, side, outside] = [pixelAt(0, 0), pixelAt(-15, 0), pixelAt(0, 30)];
    assert.ok(side[2] > side[0] + 40, 'surface is blue');
    assert.ok(centre[0] > side[0] + 30, 'a sphere shines through');
    assert.ok(outside[0] > outside[2] + 80 && outside[3] > 250, 'a sphere outside the body is opaque');
  });

  it('is the mean of its samples, within a shade, where they share one colour', () => {
    const map = ballMap([
      { centre: [0, 0, 0], radius: 18 },
      { centre: [14, 6, 8], radius: 12 },
    ]);
    const [coarse, fine] = [1, 2].map((times) => {
      const scene = framed(map, {}, times * pixels);
      return surfacePicture(scene, threeViews[0], scene.frame);
    });
    let largest = 0;
    for (let row = 0; row < pixels; row++) {
      for (let column = 0; column < pixels; column++) {
        const four = [0, 1, 2, 3].map((s) => 4 * ((2 * row + (s >> 1)) * 2 * pixels + 2 * column + (s & 1)));
        if (four.some((at) => fine[at + 3] < 255)) continue;
        for (let c = 0; c < 3; c++) {
          const mean = four.reduce((sum, at) => sum + fine[at + c], 0) / 4;
          largest = Math.max(largest, Math.abs(mean - coarse[4 * (row * pixels + column) + c]));
        }
      }
    }
    assert.ok(largest <= 2, `differs by ${largest} of 255`);
  });

  it('colours by the spread', () => {
    const map = ballMap([{ centre: [0, 0, 0], radius: 24 }]);
    const spread = Float32Array.from(map.values, (_, at) => (Math.floor(at / 961) > 15 ? 1 : 0));
    const scene = framed(map, { spread, spreadRange: [0, 1] }, pixels);
    const picture = surfacePicture(scene, threeViews[0], scene.frame);
    const blueOverRed = (column: number): number => {
      const k = 4 * (60 * pixels + column);
      return picture[k + 2] / picture[k];
    };
    assert.ok(blueOverRed(35) > 1, 'certain: pale blue');
    assert.ok(blueOverRed(85) < 0.5, 'uncertain: dark red');
  });
});

describe('palette', () => {
  it('darkens steadily from certain to uncertain', () => {
    const lightness = Array.from({ length: 21 }, (_, i) => scaleColour(i / 20)).map(
      ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b,
    );
    for (let i = 1; i < lightness.length; i++) assert.ok(lightness[i] < lightness[i - 1]);
    assert.match(hex(scaleColour(2)), /^#[0-9a-f]{6}$/);
  });
});
