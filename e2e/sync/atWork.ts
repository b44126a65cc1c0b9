import { makeWorld, until, type World } from '../../server/db/testing/world.ts'
import { startProcesses } from '../../server/processes/index.ts'
import { commandId, type Desk, openDesk } from './desk.ts'
import { openRelay, type Relay } from './relay.ts'

export type Scene = { world: World; desk: Desk; line: Relay }

/** A clerk at work, the cache filled. */
export async function atWork(run: (scene: Scene) => Promise<void>) {
  const world = await makeWorld()
  const server = await world.serve()
  const line = await openRelay(server.url)
  const desk = await openDesk(line.url)
  try {
    await desk.signIn('clerk')
    await until('the cache is filled', () => desk.place().connection().cache.state === 'ready')
    await run({ world, desk, line })
  } finally {
    await desk.close()
    await line.close()
    await world.close()
  }
}
export const lineIs = (desk: Desk, server: string) =>
  until(`the line is ${server}`, () => desk.place().connection().server === server)
export const note = (world: World, text: string) => ({ consumerId: world.consumer, text, commandId: commandId() })
export const appealOf = (world: World) => ({
  consumerId: world.consumer,
  topic: 'voltageQuality',
  kind: 'appeal',
  text: 'Скачет напряжение',
  answerChannel: 'portal',
  commandId: commandId(),
})
export const processes = (world: World) => startProcesses(world.db, { onError: () => undefined })
