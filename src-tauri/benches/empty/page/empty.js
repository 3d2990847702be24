// Two frames: after the second, what was drawn for the first is on the screen.
requestAnimationFrame(() =>
  requestAnimationFrame(() => window.__TAURI_INTERNALS__.invoke("window_painted")),
);
