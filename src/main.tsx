import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './simulation/client.ts';
import { showStatus, startComputing } from './store/engine.ts';
import { startHistory } from './store/experiment.ts';
import { createAddressBar } from './store/history.ts';
import { openAt } from './store/playback.ts';
import { App } from './ui/App.tsx';
import './ui/styles/index.css';

startHistory(createAddressBar(), ({ step, experiment }) => openAt(step, experiment.steps));
startComputing(createClient({ onStatus: showStatus }));
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
