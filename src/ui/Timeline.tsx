import { useEffect, type ReactNode } from 'react';
import { advance, seek, speeds, stepBy, togglePlay, usePlayback } from '../store/playback.ts';

/** Plays, steps and scrubs the one cursor. */
export function Timeline(): ReactNode {
  const { step, last, playing, speed, loop } = usePlayback();
  useFrames(playing);
  return (
    <div className="timeline" role="group" aria-label="Timeline">
      <button
        type="button"
        className="icon"
        onClick={() => stepBy(-1)}
        aria-label="One step back"
        title="One step back (←)"
      >
        <span aria-hidden="true">◂</span>
      </button>
      <button
        type="button"
        className="play"
        onClick={togglePlay}
        aria-label={playing ? 'Pause' : 'Play'}
        title="Play or pause (Space)"
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d={playing ? 'M5 3h4v14H5zM11 3h4v14h-4z' : 'M5 3l12 7-12 7z'} />
        </svg>
      </button>
      <button type="button" className="icon" onClick={() => stepBy(1)} aria-label="One step on" title="One step on (→)">
        <span aria-hidden="true">▸</span>
      </button>
      <input
        type="range"
        aria-label="Step"
        aria-valuetext={`step ${step} of ${last}`}
        min={0}
        max={last}
        value={step}
        onChange={event => {
          usePlayback.setState({ playing: false });
          seek(Number(event.currentTarget.value));
        }}
      />
      <output aria-label="Current step" aria-live={playing ? 'off' : 'polite'}>
        <strong>{step}</strong> / {last.toLocaleString('en-US')}
      </output>
      <label className="speed">
        <span className="visually-hidden">Speed</span>
        <select value={speed} onChange={event => usePlayback.setState({ speed: Number(event.currentTarget.value) })}>
          {speeds.map(value => (
            <option key={value} value={value}>
              {{ 0.25: '¼', 0.5: '½' }[value] ?? value}×
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="icon"
        aria-pressed={loop}
        onClick={() => usePlayback.setState({ loop: !loop })}
        aria-label="Loop"
        title="Start again at the end"
      >
        ⟳
      </button>
    </div>
  );
}

/** Feeds the clock to the playback while it plays. */
function useFrames(playing: boolean): void {
  useEffect(() => {
    if (!playing) return undefined;
    let before = performance.now();
    let frame = requestAnimationFrame(function tick(now) {
      advance(Math.max(0, now - before) / 1000);
      before = now;
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);
}
