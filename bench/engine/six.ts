import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Works } from '../../server/engine/index.ts'

export const sixXml = () => readFile(join(import.meta.dirname, 'six.bpmn'), 'utf8')

/** What the six steps mean: nothing, so that the engine alone is measured. */
export const works: Works = {
  six: {
    services: { noop: async () => undefined },
    taskEntered: async () => undefined,
    taskLeft: async () => undefined,
  },
}

/** About 800 bytes of JSON, as a registered application carries them. */
export const variables = () => ({
  customer: { id: 12_345, name: 'ООО Ромашка', phone: '+79990000000' },
  address: 'г. Казань, ул. Баумана 1',
  contract: '100200300',
  approved: false,
  attrs: Array.from({ length: 20 }, (_, n) => ({ k: `attr${n}`, v: `value ${n}` })),
})
export const decided = { approved: true, decision: { by: 'op1', note: 'ok' } }
