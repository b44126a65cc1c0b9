import type { InteractionId } from '#shared/contract/ids'
import {
  type BotHeard,
  type BotState,
  type BotTurn,
  type BotWant,
  greet,
  hear,
  learnAgents,
  learnMeters,
  learnOutages,
  silence,
} from '#shared/rules/bot'
import { learnReading } from '#shared/rules/botReading'
import type { Context } from '../../db/context.ts'
import { companyOffset, today } from '../calendar/index.ts'
import { changeInteraction } from '../interaction/index.ts'
import { findMeters, offered, outcomeText, receiveReading } from '../reading/index.ts'
import { findAddresses } from './findAddresses.ts'
import { say } from './say.ts'
import { countQueue, saveBot, saveGiven, selectChat } from './sql.ts'
import { announceMoved } from './view.ts'
import { botName, textOf, zoneOf } from './words.ts'

export const letBotGreet = (interactionId: InteractionId, ctx: Context) => play(interactionId, greet(), ctx)

/** The bot hears a message and does what its rules want, until it waits for the visitor again or is silent. */
export async function letBotHear(interactionId: InteractionId, heard: BotHeard, ctx: Context): Promise<void> {
  const { bot } = await selectChat(ctx.tx, interactionId)
  if (bot.step === 'silent') return
  await play(interactionId, hear(bot, heard), ctx)
  await announceMoved(interactionId, ctx)
}

async function play(interactionId: InteractionId, first: BotTurn, ctx: Context): Promise<void> {
  let turn: BotTurn | undefined = first
  while (turn) {
    await speak(interactionId, turn, ctx)
    await saveBot(ctx.tx, interactionId, turn.state)
    turn = turn.wants ? await fulfil(interactionId, turn.state, turn.wants, ctx) : undefined
  }
}

async function speak(interactionId: InteractionId, turn: BotTurn, ctx: Context) {
  if (turn.says.length === 0) return
  const { language } = await selectChat(ctx.tx, interactionId)
  const timeZone = zoneOf(await companyOffset(ctx))
  for (const line of turn.says) {
    await say(
      {
        interactionId,
        author: 'bot',
        authorName: botName(language),
        text: textOf(line, { language, timeZone, now: ctx.now }),
      },
      ctx,
    )
  }
}

async function fulfil(
  interactionId: InteractionId,
  state: BotState,
  want: BotWant,
  ctx: Context,
): Promise<BotTurn | undefined> {
  switch (want.find) {
    case 'outages': {
      const found = await findAddresses(want, ctx)
      if (found.length === 1 && found[0]) await saveGiven(ctx.tx, interactionId, { address: found[0].address })
      return learnOutages(state, found, ctx.now)
    }
    case 'meters':
      return learnMeters(state, (await findMeters(want, ctx)).map(offered))
    case 'reading':
      return learnReading(state, await takeReading(interactionId, want, ctx))
    case 'agent':
      await changeInteraction({ interactionId, state: 'waiting', staffId: null }, ctx)
      return learnAgents(state, await countQueue(ctx.tx, interactionId))
    case 'end':
      await changeInteraction({ interactionId, state: 'ended', endedAt: ctx.now }, ctx)
      return undefined
  }
}

type Values = Extract<BotWant, { find: 'reading' }>

async function takeReading(interactionId: InteractionId, { meterId, values }: Values, ctx: Context) {
  const system: Context = { ...ctx, actor: { kind: 'system', name: 'chat' } }
  const given = { meterId, values, takenOn: await today(ctx), channel: 'chat' as const, interactionId }
  const reading = await receiveReading(given, system)
  const { language } = await selectChat(ctx.tx, interactionId)
  return { state: reading.state, text: outcomeText(reading, await companyOffset(ctx), language) }
}

/** A person has taken the chat: whatever the bot was asking, it asks no more. */
export const silenceBot = (interactionId: InteractionId, ctx: Context) => saveBot(ctx.tx, interactionId, silence)
