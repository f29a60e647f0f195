/**
 * Calls `draw` before the next picture of the screen, once for however many wishes. How many were drawn, and the
 * least milliseconds that one took, stand in the page.
 */
export function redrawing(draw: () => void): () => void {
  const { dataset } = document.documentElement;
  let wanted = false;
  let pictures = 0;
  let least = Infinity;
  return () => {
    if (wanted) return;
    wanted = true;
    requestAnimationFrame(() => {
      wanted = false;
      const began = performance.now();
      draw();
      least = Math.min(least, performance.now() - began);
      dataset.pictures = String(++pictures);
      dataset.milliseconds = least.toFixed(1);
    });
  };
}
