import { randomBytes } from 'node:crypto'

// asked of the system for many ids at once: a call for each of them costs more than all the rest of it
const POOL_BYTES = 4_096
let pool = Buffer.alloc(0)
let used = 0

function sixteenRandom(): Buffer {
  if (used + 16 > pool.length) {
    pool = randomBytes(POOL_BYTES)
    used = 0
  }
  used += 16
  return pool.subarray(used - 16, used)
}

/** A UUID v7 (RFC 9562): time-ordered, so that keys of new rows land side by side in the index. */
export function newId<Id extends string>(now = Date.now()): Id {
  const bytes = sixteenRandom()
  bytes.writeUIntBE(now, 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as Id
}
