import { Refusal } from '#shared/contract/contract'
import { ReadingVerdict } from '#shared/contract/reading'
import type { ReadingProcess } from '../../domain/reading/index.ts'
import type { Engine } from '../../engine/index.ts'

/** The readings' process as their noun sees it. */
export const readingProcessOver = (engine: Engine): ReadingProcess => ({
  async decide({ findings, attempt }, ctx) {
    const inputs = { findings: [...findings], attempt }
    return ReadingVerdict.parse((await engine.askDecision({ key: 'readingVerdict', version: null, inputs }, ctx)).value)
  },
  start: ({ meterId, ...step }, ctx) =>
    engine.startInstance({ process: 'reading', businessKey: meterId, variables: { ...step, meterId } }, ctx),
  async receive({ meterId, ...step }, ctx) {
    try {
      return await engine.correlateMessage({ name: 'newReading', key: meterId, variables: step }, ctx)
    } catch (error) {
      // its time had run out while this one came
      if (error instanceof Refusal && error.code === 'messageUnexpected') return null
      throw error
    }
  },
})
