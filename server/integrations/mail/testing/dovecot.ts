import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const BINARY = '/usr/sbin/dovecot'
const PASSWORD = 'mailbox-password'

export type Dovecot = {
  port: number
  user: string
  password: string
  deliver(raw: Buffer): Promise<void>
  kill(): void
  start(): Promise<void>
  renumber(): Promise<void>
  close(): Promise<void>
}

/** A real IMAP server of its own on the loopback, with its own configuration, users and mail, gone with `close()`. */
export async function startDovecot(): Promise<Dovecot> {
  if (!existsSync(BINARY))
    throw new Error(`${BINARY} is missing: install the Debian package dovecot-imapd (apt-get install -y dovecot-imapd)`)
  const folder = await mkdtemp(join(tmpdir(), 'okno-dovecot-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  await writeConfiguration(folder, port)
  let process_: ChildProcess | null = null
  const start = async () => {
    process_ = spawn(BINARY, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore', detached: true })
    await untilListening(port)
  }
  const kill = () => {
    // the group: its connections are processes of their own, and outlive the master for seconds
    if (process_?.pid) process.kill(-process_.pid, 'SIGKILL')
    process_ = null
  }
  await start()
  return {
    port,
    user: 'help',
    password: PASSWORD,
    start,
    kill,
    deliver: (raw) => deliver(folder, raw),
    renumber: () => rm(join(folder, 'mail', 'dovecot-uidlist'), { force: true }),
    close: async () => {
      const ended = process_ && new Promise((resolve) => process_?.once('exit', resolve))
      kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function writeConfiguration(folder: string, port: number): Promise<void> {
  const isRoot = userInfo().uid === 0
  const owner = userInfo().username
  const { uid, gid } = isRoot ? mailUser() : userInfo()
  await mkdir(join(folder, 'mail', 'new'), { recursive: true })
  await mkdir(join(folder, 'mail', 'cur'), { recursive: true })
  await mkdir(join(folder, 'mail', 'tmp'), { recursive: true })
  await writeFile(join(folder, 'users'), `help:{PLAIN}${PASSWORD}:${uid}:${gid}::${folder}::\n`)
  if (isRoot) execFileSync('chown', ['-R', `${uid}:${gid}`, join(folder, 'mail')])
  await writeFile(
    join(folder, 'dovecot.conf'),
    `base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${folder}/mail
default_internal_user = ${isRoot ? 'dovecot' : owner}
default_login_user = ${isRoot ? 'dovenull' : owner}
${isRoot ? '' : `default_internal_group = ${owner}\n`}passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
  ${isRoot ? '' : 'chroot ='}
}
service anvil {
  ${isRoot ? '' : 'chroot ='}
}
`,
  )
}

/** An unprivileged owner of the mail: Dovecot refuses to serve root's. */
function mailUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

let delivered = 0
/** The way of maildir: written under tmp, moved to new. */
async function deliver(folder: string, raw: Buffer): Promise<void> {
  delivered += 1
  const name = `${Date.now()}.${delivered}.test`
  const draft = join(folder, 'mail', 'tmp', name)
  await writeFile(draft, raw)
  if (userInfo().uid === 0) {
    const { uid, gid } = mailUser()
    execFileSync('chown', [`${uid}:${gid}`, draft])
  }
  execFileSync('mv', [draft, join(folder, 'mail', 'new', name)])
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

async function untilListening(port: number): Promise<void> {
  const { connect } = await import('node:net')
  const deadline = Date.now() + 15_000
  while (Date.now() < deadline) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Dovecot did not start')
}
