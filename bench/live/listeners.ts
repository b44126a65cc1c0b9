// A process of its own with N sockets, so that receiving costs the server's process nothing. Says on every message when it came.
import WebSocket from 'ws'

const [url = '', count = '0', token = ''] = process.argv.slice(2)
const isSocketIo = token !== ''
let ready = 0
let arrived: number[] = []
let expected = 0

function open() {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  socket.on('message', (data) => hear(socket, String(data)))
  if (!isSocketIo) socket.on('open', isReady)
}

/** Engine.IO's packets: 0 open, 2 ping; Socket.IO's inside 4: 40 connected, 42 an event. */
function hear(socket: WebSocket, packet: string) {
  if (!isSocketIo) return arrive()
  if (packet.startsWith('0')) socket.send(`40${JSON.stringify({ token })}`)
  else if (packet === '2') socket.send('3')
  else if (packet.startsWith('40')) isReady()
  else if (packet.startsWith('42')) arrive()
}

function isReady() {
  ready++
  if (ready === Number(count)) process.send?.({ type: 'ready' })
}

function arrive() {
  arrived.push(performance.timeOrigin + performance.now())
  if (arrived.length === expected) report()
}

function report() {
  process.send?.({ type: 'arrived', times: arrived })
  arrived = []
}

process.on('message', (message: { type: string; expected: number }) => {
  if (message.type === 'expect') {
    expected = message.expected
    arrived = []
  }
  if (message.type === 'report') report()
})
for (let n = 0; n < Number(count); n++) open()
