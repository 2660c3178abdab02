/** Whether something is on the screen or a little beyond it. */

import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** As far ahead as a thumb scrolls before a picture is there. */
const AHEAD = '400px';

export function useNearness(box: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        setNear(seen[seen.length - 1]?.isIntersecting ?? false);
      },
      { rootMargin: AHEAD },
    );
    watcher.observe(place);
    return () => {
      watcher.disconnect();
    };
  }, [box]);
  return isNear;
}
