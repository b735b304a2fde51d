import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './simulation/client.ts';
import { createCrowdClient } from './simulation/crowdClient.ts';
import { createPainter } from './simulation/painter.ts';
import { createPool } from './simulation/pool.ts';
import { spawnSwarm } from './simulation/spawn.ts';
import { failCrowd, showCrowd, showTally, startCrowd } from './store/crowd.ts';
import { showFault, showStatus, startComputing } from './store/engine.ts';
import { startHistory } from './store/experiment.ts';
import { createAddressBar } from './store/history.ts';
import { openAt } from './store/playback.ts';
import { App } from './ui/App.tsx';
import './ui/styles/index.css';

startHistory(createAddressBar(), ({ step, experiment }) => openAt(step, experiment.steps));
startComputing(createClient({ onStatus: showStatus }));
startCrowd(
  createCrowdClient({
    pool: createPool({ spawn: spawnSwarm, onFault: showFault }),
    painter: createPainter(),
    onShown: showCrowd,
    onTally: showTally,
    onError: failCrowd,
  }),
);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
