import axios, { type AxiosInstance } from 'axios'
import type { Client, Endpoint } from '#shared/contract/contract'
import { type Api, api } from '#shared/contract/index'
import { failureOf, isSignInRequired, Unreachable } from './failures.ts'

export type Line = { address: string; token?: Token; signal?: AbortSignal }
/** A token good for now; `stale` is one that the server has just refused. */
export type Token = (stale?: string) => Promise<string>
export type Server = Client<Api>

type Input = Record<string, unknown>
export type Send = (name: string, input: Input) => Promise<unknown>

/** Every call of the contract. Without `token` only those open to anyone can be made. */
export function serverAt(line: Line): Server {
  const send = senderTo(line)
  const calls = Object.keys(api).map((name) => [name, (input: Input) => send(name, input)])
  return Object.fromEntries(calls)
}

/** The same by name, for an input that has lain on the disk. */
export function senderTo({ address, token, signal }: Line): Send {
  const baseURL = `${address.replace(/\/$/, '')}/api`
  const http = axios.create({ baseURL, timeout: 30_000, ...(signal && { signal }) })
  const table: Record<string, Endpoint> = api
  return async (name, input) => {
    const endpoint = table[name]
    if (!endpoint) throw new Error(`there is no endpoint ${name}`)
    const answer = token ? await asStaff(http, endpoint, input, token) : await ask(http, endpoint, input)
    const parsed = endpoint.output.safeParse(answer)
    // a page that asks to sign in to the network answers everything with 200
    if (!parsed.success) throw new Unreachable(`not an answer to ${name}`)
    return parsed.data
  }
}

async function asStaff(http: AxiosInstance, endpoint: Endpoint, input: Input, token: Token): Promise<unknown> {
  const first = await token()
  try {
    return await ask(http, endpoint, input, first)
  } catch (error) {
    if (!isSignInRequired(error)) throw error
    return ask(http, endpoint, input, await token(first))
  }
}

async function ask(http: AxiosInstance, endpoint: Endpoint, input: Input, bearer?: string): Promise<unknown> {
  const rest = { ...input }
  const url = endpoint.path.replace(/:(\w+)/g, (_, key: string) => {
    const value = rest[key]
    delete rest[key]
    return encodeURIComponent(String(value))
  })
  const headers = bearer ? { authorization: `Bearer ${bearer}` } : {}
  const content = endpoint.method === 'GET' ? { params: rest } : { data: rest }
  try {
    const response = await http.request<unknown>({ method: endpoint.method, url, headers, ...content })
    return response.data
  } catch (error) {
    throw failureOf(error)
  }
}
