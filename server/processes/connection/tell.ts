import { Refusal } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import type { ConnectionProcess } from '../../domain/connection/index.ts'
import type { Engine } from '../../engine/index.ts'

type Told = Parameters<ConnectionProcess['tell']>[0]

/** Brings a message to the process of an application. What it does not wait for is refused in the words of the noun: notAwaited. */
export async function tellConnection(
  engine: Engine,
  { message, number, variables }: Told,
  ctx: Context,
): Promise<void> {
  try {
    await engine.correlateMessage({ name: message, key: number, variables }, ctx)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'messageUnexpected') throw new Refusal('notAwaited')
    throw error
  }
}
