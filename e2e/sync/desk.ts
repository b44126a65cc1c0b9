import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandId } from '#shared/contract/contract'
import { Connection } from '#shared/contract/desktop'
import { openKeyring, type SafeStorage } from '../../main/keyring/keyring.ts'
import { serverAt } from '../../main/sync/server.ts'
import { Workplace } from '../../main/sync/workplace.ts'
import { locksmith } from '../../main/testing/locksmith.ts'
import { PASSWORD } from '../../server/db/testing/world.ts'

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** A desktop's main process without its windows: session, cache, sync, on a folder of its own. */
export async function openDesk(address: string, storage: SafeStorage = locksmith()) {
  const folder = mkdtempSync(join(tmpdir(), 'okno-desk-'))
  const errors: unknown[] = []
  const told: Connection[] = []
  let ended = 0
  const start = () =>
    new Workplace(address, {
      folder,
      keyring: openKeyring(join(folder, 'keys'), storage),
      version: 'test',
      onConnection: (connection) => told.push(Connection.parse(connection)),
      onQueue: () => {},
      onSessionEnded: () => {
        ended++
      },
      onError: (error) => errors.push(error),
    })
  let workplace = start()
  return {
    folder,
    errors,
    told,
    ended: () => ended,
    place: () => workplace,
    async signIn(login: string) {
      const { refreshToken, ...answer } = await serverAt({ address }).signIn({
        login,
        password: PASSWORD,
        keep: 'token',
      })
      return workplace.keep({ ...answer, refreshToken: refreshToken ?? '' })
    },
    /** The program ends and starts again on the same disk. */
    async restart() {
      await workplace.stop()
      workplace = start()
    },
    async close() {
      await workplace.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const commandId = (): CommandId => CommandId.parse(randomUUID())
