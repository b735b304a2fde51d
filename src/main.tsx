import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { backendChoice } from './simulation/backendChoice.ts';
import { createClient } from './simulation/client.ts';
import { createCrowdClient } from './simulation/crowdClient.ts';
import { createPainter } from './simulation/painter.ts';
import { createPool } from './simulation/pool.ts';
import { shareSheet } from './simulation/shareSheet.ts';
import { spawnSwarm } from './simulation/spawn.ts';
import type { SwarmWorker } from './simulation/swarmWorker.ts';
import { failCrowd, showCrowd, showTally, startCrowd } from './store/crowd.ts';
import { showFault, showStatus, startComputing } from './store/engine.ts';
import { startHistory } from './store/experiment.ts';
import { createAddressBar } from './store/history.ts';
import { openAt } from './store/playback.ts';
import { restoreTables } from './store/ownTables.ts';
import { startSheets } from './store/sheets.ts';
import { useView } from './store/view.ts';
import { App } from './ui/App.tsx';
import './ui/styles/index.css';

restoreTables();
const addressBar = createAddressBar();
startHistory(addressBar, ({ step, show, experiment }) => {
  useView.setState({ show });
  openAt(step, experiment.steps);
});
startComputing(createClient({ onStatus: showStatus }));
const choice = backendChoice(addressBar.query('backend'));
const pool = createPool<SwarmWorker>({ spawn: spawnSwarm, onFault: showFault });
startSheets(shareSheet(pool, choice));
startCrowd(
  createCrowdClient({
    pool,
    painter: createPainter(),
    choice,
    onShown: showCrowd,
    onTally: showTally,
    onFault: showFault,
    onError: failCrowd,
  }),
);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
