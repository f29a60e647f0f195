/** Told apart also by readers who do not see red and green as different. */
const colours = ['#5c99d1', '#d9904a', '#4aa37c', '#b884b8', '#b9a432', '#84909c'];

/** Colour of a body without one of its own, by its place among several. */
export function placeColour(at: number): string {
  return colours[at % colours.length];
}
