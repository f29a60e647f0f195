/**
 * Calls `draw` before the next frame of the screen, once for any number of requests. The number of drawings and the
 * shortest time of one in milliseconds are attributes of the page.
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
