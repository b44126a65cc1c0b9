import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

let disk: Disk | undefined

/** Where the bytes are kept; start.ts calls it once. Disk by default; a cluster points it at object storage. */
export function openStore(folder: string): void {
  disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }))
}

export function store(): Disk {
  if (!disk) throw new Error('the attachment store is not open')
  return disk
}
