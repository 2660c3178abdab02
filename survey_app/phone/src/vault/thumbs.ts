/**
 * Small pictures of colleagues' photos, kept so that the same ones are not fetched again: at most
 * so many, in the browser's own cache, apart for each person. All of them can be fetched again.
 */

const MOST = 240;

export async function keptThumb(user: string, sha: string): Promise<Blob | null> {
  try {
    const found = await (await shelf(user))?.match(nameOf(sha));
    return (await found?.blob()) ?? null;
  } catch {
    return null;
  }
}

/** Keeps it; the oldest make room. A phone without room goes on without. */
export async function keepThumb(user: string, sha: string, picture: Blob): Promise<void> {
  try {
    const cache = await shelf(user);
    if (!cache) return;
    await cache.put(nameOf(sha), new Response(picture));
    // Keys come in the order in which they were put.
    const keys = await cache.keys();
    await Promise.all(
      keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)),
    );
  } catch {
    // Full, or not allowed here: it is fetched again when it is wanted.
  }
}

/** Pages without https have no such cache. */
async function shelf(user: string): Promise<Cache | null> {
  return typeof caches === 'undefined' ? null : caches.open(`photo-thumbs-${user}`);
}

function nameOf(sha: string): string {
  return `/phone/thumbs/${sha}`;
}
