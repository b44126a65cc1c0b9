// Starts a PostgreSQL that is to be killed: whoever starts it in their own process would wait for its end for ever.
import { startEmbedded } from '../../db/embedded.ts'

const [folder = '', port = ''] = process.argv.slice(2)
const { clusterFolder } = await startEmbedded({ folder, port: Number(port) })
process.stdout.write(`${clusterFolder}\n`)
// the standing connection to its output keeps this process alive
