import type { AxiosInstance } from 'axios'
import type { Client, Endpoints } from '#shared/contract/contract'
import { failureOf } from './failures'
import { prove } from './prove'

/** A typed function per endpoint, over one axios instance. */
export function client<E extends Endpoints>(http: AxiosInstance, contract: E): Client<E> {
  const calls = Object.entries(contract).map(([name, { method, path, output }]) => [
    name,
    async (input: Record<string, unknown>) => {
      const rest = { ...input }
      const url = path.replace(/:(\w+)/g, (_, key: string) => {
        const value = rest[key]
        delete rest[key]
        return encodeURIComponent(String(value))
      })
      const response = await http
        .request({ method, url, ...(method === 'GET' ? { params: rest } : { data: rest }) })
        .catch((error: unknown) => {
          throw failureOf(error)
        })
      return prove(output, response.data)
    },
  ])
  return Object.fromEntries(calls)
}
