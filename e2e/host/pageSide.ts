/**
 * Runs in the page before its own scripts: the `electron` that a sandboxed preload sees, then the preload bundle itself.
 * Plain JavaScript kept as text, so that no compiler's helper can slip in.
 */
export const pageSide = `function (vars, preload) {
  if (window.top !== window) return
  const toHost = window.__host
  const listeners = new Map()
  const add = (channel, hear, once) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { hear, once }])
    return ipcRenderer
  }
  const copy = (value) => structuredClone(value) // a function or a proxy throws here, as it does in Electron
  const ipcRenderer = {
    on: (channel, hear) => add(channel, hear, false),
    once: (channel, hear) => add(channel, hear, true),
    removeListener: (channel, hear) => {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((l) => l.hear !== hear))
      return ipcRenderer
    },
    send: (channel, ...args) => { void toHost({ type: 'send', channel, args: copy(args) }) },
    invoke: async (channel, ...args) => {
      const answer = await toHost({ type: 'invoke', channel, args: copy(args) })
      if (answer.error) throw new Error(answer.error)
      return answer.value
    },
    sendSync: () => { throw new Error('stand-in: ipcRenderer.sendSync has no substitute') },
  }
  ipcRenderer.off = ipcRenderer.removeListener
  Object.defineProperty(window, '__hostTold', { enumerable: false, value: (channel, args) => {
    for (const listener of [...(listeners.get(channel) ?? [])]) {
      if (listener.once) ipcRenderer.removeListener(channel, listener.hear)
      listener.hear({ sender: ipcRenderer }, ...args)
    }
  } })

  // contextBridge: functions stay callable, data is copied, the whole is frozen, prototypes and symbols do not cross
  const asFunction = (f) => (...args) => {
    const result = f(...args.map(cross))
    return result instanceof Promise ? result.then(cross, (error) => { throw new Error(error.message) }) : cross(result)
  }
  const cross = (value) => {
    if (typeof value === 'function') return asFunction(value)
    if (value === null || typeof value !== 'object' || value instanceof Date) return value
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Node) return value
    if (Array.isArray(value)) return value.map(cross)
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cross(inner)])))
  }
  const contextBridge = { exposeInMainWorld: (key, api) => {
    if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(window, key, { value: cross(api), enumerable: true, writable: false, configurable: false })
  } }

  // window.open and links with a target ask setWindowOpenHandler; no page opens by itself
  const open = (url) => { void toHost({ type: 'open', channel: '', args: [String(url)] }) }
  window.open = (url = 'about:blank') => { open(new URL(url, location.href)); return null }
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[target]')
    if (!link || event.defaultPrevented || ['', '_self', '_top', '_parent'].includes(link.target)) return
    event.preventDefault()
    open(link.href)
  })

  const modules = { electron: { contextBridge, ipcRenderer }, 'electron/renderer': { contextBridge, ipcRenderer } }
  const require = (id) => {
    if (!modules[id]) throw new Error('module not found: ' + id)
    return modules[id]
  }
  void toHost({ type: 'boot', channel: '', args: [] })
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, vars)
  } catch (error) {
    console.error('Unable to load preload script', error)
  }
}`
