// `npm test`: all the set-up there is, then everything: types, lint, boundaries, unit, domain, journeys. Plain JavaScript for Node 20.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from '../../server/setup/prepare.mjs'
import { needSystemPackages } from './systemPackages.mjs'

const bin = join(root, 'node_modules/.bin')
const env = { ...process.env, PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}` }
const reports = join(root, 'node_modules/.okno/reports')
let passed = 0
let failed = 0
const failures = []

function count(name, isPassed) {
  if (isPassed) passed++
  else {
    failed++
    failures.push(name)
  }
}

function check(name, command) {
  process.stdout.write(`\n— ${name}\n`)
  const { status } = spawnSync(command, { cwd: root, env, stdio: 'inherit', shell: true })
  count(name, status === 0)
}

/** A project whose report is missing has failed, however its process ended. */
function suite(project) {
  process.stdout.write(`\n— ${project} tests\n`)
  const file = join(reports, `${project}.json`)
  const args = [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const { status } = spawnSync(args.join(' '), { cwd: root, env, stdio: 'inherit', shell: true })
  if (!existsSync(file)) return count(`${project} tests did not run`, false)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  for (const test of report.testResults.flatMap((result) => result.assertionResults))
    count(`${project}: ${test.fullName}`, test.status === 'passed')
  for (const result of report.testResults)
    if (result.status === 'failed' && result.assertionResults.length === 0) count(`${project}: ${result.name}`, false)
  if (report.numTotalTests === 0 || (status !== 0 && report.numFailedTests === 0))
    count(`${project} tests ended with ${status}`, false)
}

const only = process.argv.slice(2)
const wants = (name) => only.length === 0 || only.includes(name)
await prepare({ pages: true })
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
if (wants('check')) {
  check('types', 'npm run --silent types')
  check('lint', 'npm run --silent lint')
  check('boundaries', 'npm run --silent boundaries')
}
if (wants('unit')) suite('unit')
if (wants('domain') || wants('journeys')) needSystemPackages()
if (wants('domain')) suite('domain')
if (wants('journeys')) suite('journeys')
for (const name of failures) process.stdout.write(`failed: ${name}\n`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
