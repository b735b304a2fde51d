import type { ReactNode } from 'react';
import { shareLink } from '../store/experiment.ts';
import { usePlayback } from '../store/playback.ts';
import { CopyButton } from './CopyButton.tsx';

/** Copies the link of the experiment; paused on a step, the link opens there. */
export function ShareButton(): ReactNode {
  const link = (): string => {
    const { playing, step } = usePlayback.getState();
    return shareLink(playing || step === 0 ? undefined : step);
  };
  return <CopyButton label="Share link" className="primary" text={link} />;
}
