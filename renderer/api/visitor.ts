import axios from 'axios'
import { io } from 'socket.io-client'
import { attachmentEndpoints } from '#shared/contract/attachment'
import { type ChatMessage, chatEndpoints, type VisitorChat } from '#shared/contract/chat'
import { connectionEndpoints } from '#shared/contract/connection'
import type { Client, CommandId, Told } from '#shared/contract/contract'
import type { Attachment } from '#shared/contract/interaction'
import { portalEndpoints } from '#shared/contract/portal'
import { topicEndpoints } from '#shared/contract/topic'
import { client } from './client'
import { failureOf } from './failures'
import { serverAddress } from './http'
import { base64Of } from './upload'

const endpoints = {
  ...chatEndpoints,
  ...portalEndpoints,
  ...connectionEndpoints,
  ...topicEndpoints,
}

/** 32 random bytes in base64url: whoever bears it is the visitor. */
export function newVisitorToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

const httpOf = (token: string | null) =>
  axios.create({
    baseURL: `${serverAddress()}/api`,
    timeout: 30_000,
    ...(token ? { headers: { Authorization: `Visitor ${token}` } } : {}),
  })

/** The calls of a public page; without a token, as anyone. */
export const visitorServer = (token: string | null): Client<typeof endpoints> => client(httpOf(token), endpoints)

type Upload = { file: File; commandId: CommandId; onProgress?: (share: number) => void; signal?: AbortSignal }

/** Sends a file as anyone, telling how much has gone, from 0 to 1. */
export async function uploadAsVisitor({ file, commandId, onProgress, signal }: Upload): Promise<Attachment> {
  const { path, output } = attachmentEndpoints.uploadAttachment
  const body = {
    name: file.name,
    mediaType: file.type || 'application/octet-stream',
    base64: await base64Of(file),
    commandId,
  }
  const answer = await httpOf(null)
    .post(path, body, {
      timeout: 10 * 60_000,
      onUploadProgress: ({ progress }) => onProgress?.(progress ?? 0),
      ...(signal ? { signal } : {}),
    })
    .catch((error: unknown) => {
      throw failureOf(error)
    })
  return output.parse(answer.data)
}

export type VisitorHears = {
  /** The line is there (again): what was told meanwhile has to be pulled. */
  onOnline: () => void
  onOffline: () => void
  onMessage?: (message: ChatMessage) => void
  onMoved?: (chat: VisitorChat) => void
  onMarked?: (marked: { by: 'visitor' | 'staff'; mark: 'delivered' | 'read'; upTo: number; at: string }) => void
  onTyping?: () => void
  onStatusMoved?: () => void
}

/** The socket of a visitor, who hears their own room and nothing else. */
export function connectVisitor(token: string, hears: VisitorHears) {
  const socket = io(serverAddress(), {
    path: '/live',
    transports: ['websocket'],
    auth: { visitorToken: token },
    reconnectionDelay: 300,
    reconnectionDelayMax: 5_000,
  })
  let retry: ReturnType<typeof setTimeout> | undefined
  socket.on('connect', hears.onOnline)
  socket.on('disconnect', hears.onOffline)
  socket.on('connect_error', () => {
    hears.onOffline()
    // refused by the server rather than a lost line: socket.io leaves the next try to us
    if (!socket.active) retry = setTimeout(() => socket.connect(), 3_000)
  })
  socket.on('chatMessageAdded', (told: Told<{ message: ChatMessage }>) => hears.onMessage?.(told.payload.message))
  socket.on('chatMoved', (told: Told<{ chat: VisitorChat }>) => hears.onMoved?.(told.payload.chat))
  socket.on('chatMarked', (told: Told<Parameters<NonNullable<VisitorHears['onMarked']>>[0]>) =>
    hears.onMarked?.(told.payload),
  )
  socket.on('portalStatusMoved', () => hears.onStatusMoved?.())
  socket.on('typing', ({ by }: { by: string }) => by === 'staff' && hears.onTyping?.())
  return {
    tellTyping: (interactionId: string) => socket.volatile.emit('typing', interactionId),
    close() {
      clearTimeout(retry)
      socket.disconnect()
    },
  }
}
