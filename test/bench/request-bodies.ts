/** Reads HTTP requests off a connection as they pass, to tell which bytes of an upload passed before. */
export type Bodies = {
  /** the reader of one connection */
  readonly connection: () => (piece: Buffer) => void;
  readonly twice: () => number;
};

/** Every request on these links has a length or no body; a `PATCH` says from which offset of which upload it goes on. */
export function bodiesOf(): Bodies {
  /** upload → how far its bytes have passed */
  const reached = new Map<string, number>();
  let twice = 0;

  function bytesOf(upload: string, from: number, count: number): void {
    const before = reached.get(upload) ?? 0;
    twice += Math.max(0, Math.min(before, from + count) - from);
    reached.set(upload, Math.max(before, from + count));
  }

  return {
    twice: () => twice,
    connection: () => {
      let head = Buffer.alloc(0);
      let left = 0;
      let at = 0;
      let upload: string | null = null;
      return (piece) => {
        let rest = piece;
        while (rest.length > 0) {
          if (left > 0) {
            const count = Math.min(left, rest.length);
            if (upload !== null) bytesOf(upload, at, count);
            at += count;
            left -= count;
            rest = rest.subarray(count);
            continue;
          }
          head = Buffer.concat([head, rest]);
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          const text = head.subarray(0, end).toString('latin1');
          rest = head.subarray(end + 4);
          head = Buffer.alloc(0);
          left = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0);
          at = Number(/^upload-offset: *(\d+)/im.exec(text)?.[1] ?? 0);
          upload = uploadOf(text);
        }
      };
    },
  };
}

/**
 * A creation carries first bytes too, from 0. It has no address yet and is known by what it declares; a `PATCH` goes on from
 * what the office kept, so bytes of a creation that are sent again come as another creation.
 */
function uploadOf(head: string): string | null {
  if (head.startsWith('PATCH ')) return head.split(' ')[1] ?? null;
  return /^upload-metadata: *(.+)$/im.exec(head)?.[1] ?? null;
}
