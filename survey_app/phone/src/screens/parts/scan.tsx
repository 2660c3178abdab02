/** Reading a join code with the camera, where the browser knows how; the code may be typed as well. */

import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/later';
import { joinCodeOf } from '../../store/route';
import { Icon } from './icon';
import { Sheet } from './sheet';

interface Detector {
  detect: (from: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;

/** Milliseconds between two looks. */
const PAUSE = 250;

/** Whether this browser reads codes by itself. */
export function canScan(): boolean {
  return detectorClass() !== null && 'mediaDevices' in navigator;
}

export function ScanSheet(props: {
  readonly onCode: (code: string) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    void watch(video, stop.signal, props.onCode).catch(() => setRefused(true));
    return () => stop.abort();
  }, []);
  return (
    <Sheet title={t('scan')} onClose={props.onClose}>
      <p role="status" class={isRefused ? 'form-problem' : 'faint'}>
        {isRefused && <Icon name="warning" />} {t(isRefused ? 'scan_refused' : 'scan_hint')}
      </p>
      <video ref={video} class="scan" muted playsInline aria-label={t('scan')} />
    </Sheet>
  );
}

/** The code in what was read: a link of the office, or the bare code. */
export function codeIn(read: string): string {
  const at = read.indexOf('#');
  return (at >= 0 ? joinCodeOf(read.slice(at)) : null) ?? read.trim();
}

/** Looks until a code was read or the sheet is closed; the camera is let go in either case. */
async function watch(
  video: RefObject<HTMLVideoElement | null>,
  signal: AbortSignal,
  onCode: (code: string) => void,
): Promise<void> {
  const Chosen = detectorClass();
  if (!Chosen) return;
  const detector = new Chosen({ formats: ['qr_code'] });
  const wanted = { video: { facingMode: 'environment' }, audio: false };
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  try {
    const code = await firstCode(detector, stream, video.current, signal);
    if (code !== null) onCode(codeIn(code));
  } finally {
    stream.getTracks().forEach((track) => track.stop());
  }
}

async function firstCode(
  detector: Detector,
  stream: MediaStream,
  video: HTMLVideoElement | null,
  signal: AbortSignal,
): Promise<string | null> {
  if (!video) return null;
  video.srcObject = stream;
  await video.play();
  while (!signal.aborted) {
    const [found] = await detector.detect(video);
    if (found && found.rawValue !== '') return found.rawValue;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return null;
}

function detectorClass(): DetectorClass | null {
  return (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector ?? null;
}
