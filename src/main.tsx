import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './simulation/client.ts';
import { createPool } from './simulation/pool.ts';
import { shareSheet } from './simulation/shareSheet.ts';
import { spawnSwarm } from './simulation/spawn.ts';
import { showStatus, startComputing } from './store/engine.ts';
import { startHistory } from './store/experiment.ts';
import { createAddressBar } from './store/history.ts';
import { openAt } from './store/playback.ts';
import { startSheets } from './store/sheets.ts';
import { useView } from './store/view.ts';
import { App } from './ui/App.tsx';
import './ui/styles/index.css';

startHistory(createAddressBar(), ({ step, show, experiment }) => {
  useView.setState({ show });
  openAt(step, experiment.steps);
});
startComputing(createClient({ onStatus: showStatus }));
startSheets(shareSheet(createPool({ spawn: spawnSwarm })));
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
