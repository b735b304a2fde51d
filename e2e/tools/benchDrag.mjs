const MOVES = 40; // a run
const RUNS = 7;
const PAUSE_MS = 47; // between moves, out of step with the display's frames

/**
 * Workload D: the start is dragged; two runs × 500 steps are computed and drawn again. Milliseconds from the pointer
 * event's own time stamp to the end of the frame that shows the new paths.
 */
export async function dragToFrame({ browser, address, surfaces }) {
  const rows = [];
  for (const surface of surfaces) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    await page.goto(`${address}#v=1&surface=${surface}&steps=500&step=500`);
    await page.locator('.trail').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(500);
    await page.evaluate(observe);
    const medians = [];
    for (let run = 0; run < RUNS; run++) medians.push(median(await drag(page)));
    rows.push({
      workload: 'D',
      surface,
      optimizer: 'momentum + Nesterov',
      subject: 'page',
      unit: 'ms',
      median: round(median(medians)),
      min: round(Math.min(...medians)),
      max: round(Math.max(...medians)),
      runs: RUNS,
    });
    await page.close();
  }
  return rows;
}

/** In the page: notes, for every pointer move, when the frame with its paths was done. */
function observe() {
  window.latencies = [];
  let moved = 0;
  const note = event => (moved ||= event.timeStamp);
  for (const type of ['pointerrawupdate', 'pointermove']) addEventListener(type, note, true);
  new MutationObserver(changes => {
    if (!moved || !changes.some(({ target }) => target.classList.contains('behind'))) return;
    const since = moved;
    moved = 0;
    // A task queued in a frame's callback runs when that frame has been drawn.
    requestAnimationFrame(() => setTimeout(() => window.latencies.push(performance.now() - since)));
  }).observe(document.querySelector('.layer.runs'), { subtree: true, attributes: true, attributeFilter: ['d'] });
}

async function drag(page) {
  await page.evaluate(() => (window.latencies.length = 0));
  const { x, y, width } = await page.locator('.start-handle').boundingBox();
  const [cx, cy] = [x + width / 2, y + width / 2];
  await page.mouse.move(cx, cy);
  await page.mouse.down();
  for (let i = 1; i <= MOVES; i++) {
    const angle = (i / MOVES) * 2 * Math.PI; // ends where it began
    await page.mouse.move(cx + 20 * Math.sin(angle), cy + 20 * (1 - Math.cos(angle)));
    await page.waitForTimeout(PAUSE_MS);
  }
  await page.mouse.up();
  const latencies = await page.evaluate(() => window.latencies);
  if (latencies.length < MOVES / 2) throw new Error(`Only ${latencies.length} of ${MOVES} moves were drawn.`);
  return latencies;
}

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = value => Math.round(value * 10) / 10;
