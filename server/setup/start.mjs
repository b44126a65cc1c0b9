// `npm start`: all the set-up there is, on Node 20 and before anything is installed; then the server on the project's own Node.
import { spawn } from 'node:child_process'
import { openDesktop } from './desktop.mjs'
import { prepare, root } from './prepare.mjs'

const argv = process.argv.slice(2)
await prepare({ pages: true })
const server = spawn(`${root}/node_modules/.bin/node`, [`${root}/server/start.ts`, ...argv], {
  cwd: root,
  stdio: ['inherit', 'pipe', 'inherit'],
  // what was compiled once is not compiled again
  env: { NODE_COMPILE_CACHE: `${root}/node_modules/.okno/compiled`, ...process.env },
})
let address
server.stdout.on('data', (chunk) => {
  process.stdout.write(chunk)
  const found = /Desktop\s+(http\S+)\/desktop\//.exec(String(chunk))
  if (found && !address) {
    address = found[1]
    openDesktop(address)
  }
})
// the terminal sends Ctrl-C to both; the server stops in good order and its exit code is ours
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => server.kill('SIGTERM'))
server.on('exit', (code) => process.exit(code ?? 1))
