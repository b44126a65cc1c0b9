import axios from 'axios'
import { z } from 'zod'

// The page's policy forbids eval, which zod would otherwise probe for.
z.config({ jitless: true })

/** The one axios instance. `pointAt` gives it an address; the session gives it a token. */
export const http = axios.create({ baseURL: '/api', timeout: 30_000 })

/** '' in a browser (the page's own server); Electron names one. */
let address = ''

export function pointAt(serverAddress: string) {
  address = serverAddress.replace(/\/$/, '')
  http.defaults.baseURL = `${address}/api`
}

/** Where the server is, for sockets: an absolute address. */
export const serverAddress = (): string => address || window.location.origin
