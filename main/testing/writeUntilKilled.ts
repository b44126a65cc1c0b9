// Run as a process of its own, to be killed in the middle of its work: node writeUntilKilled.ts FILE KEY_IN_HEX
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { CommandId } from '#shared/contract/contract'
import { keepConsumer } from '../cache/consumers.ts'
import { writeMeta } from '../cache/meta.ts'
import { openCache } from '../cache/open.ts'
import { addToQueue } from '../cache/queue.ts'
import { person } from './people.ts'

const [file = '', key = ''] = process.argv.slice(2)
const db = openCache(file, Buffer.from(key, 'hex'))
for (let written = 10; ; written += 10) {
  db.transaction(() => {
    for (let n = 0; n < 10; n++) keepConsumer(db, person())
    writeMeta(db, 'cursor', `${written}-0`)
  })()
  const commandId = CommandId.parse(randomUUID())
  addToQueue(db, { commandId, endpoint: 'addNote', input: {}, queuedAt: new Date().toISOString() })
  writeSync(1, `${commandId}\n`)
}
