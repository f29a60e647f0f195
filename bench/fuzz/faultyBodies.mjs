// Bodies with one fault each, and what is right for them.

/** @returns entries of fixtures/faults/index.json with their content */
export function faultyBodies() {
  return [];
}
