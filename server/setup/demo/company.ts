import { sql } from 'kysely'
import type { Role } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { hashPassword, makeSecret } from '../../domain/session/index.ts'
import type { Random } from './random.ts'

export const DEMO_PASSWORD = 'okno-demo'
export type Branch = { id: string; code: string; name: string; city: string; streets: string[] }
export type Office = { id: string; branchId: string; name: string }
export type DemoStaff = {
  id: string
  login: string
  name: string
  roles: Role[]
  branchId: string | null
  officeId: string | null
}

const branches = [
  {
    code: 'K',
    name: 'Казанские электрические сети',
    city: 'Казань',
    streets: ['Баумана', 'Пушкина', 'Декабристов', 'Чистопольская', 'Гвардейская', 'Восстания', 'Карла Маркса'],
  },
  {
    code: 'A',
    name: 'Альметьевские электрические сети',
    city: 'Альметьевск',
    streets: ['Ленина', 'Гафиатуллина', 'Нефтяников', 'Белоглазова', 'Шевченко'],
  },
  {
    code: 'N',
    name: 'Набережночелнинские электрические сети',
    city: 'Набережные Челны',
    streets: ['проспект Мира', 'Академика Королёва', 'Шамиля Усманова', 'Раскольникова', 'Жукова'],
  },
]
const offices = [
  ['K', 'Офис «Казань-1»', 'Казань, ул. Бондаренко, 3'],
  ['K', 'Офис «Казань-2»', 'Казань, ул. Баумана, 44'],
  ['A', 'Офис «Альметьевск»', 'Альметьевск, ул. Ленина, 15'],
  ['N', 'Офис «Челны-1»', 'Набережные Челны, проспект Мира, 21'],
  ['N', 'Офис «Челны-2»', 'Набережные Челны, ул. Жукова, 8'],
] as const
/** login, name, role, branch (none: whole company), index of the office. */
const people: [string, string, Role, string | null, number?][] = [
  ['agent1', 'Алсу Гарипова', 'agent', null],
  ['agent2', 'Тимур Валеев', 'agent', null],
  ['agent3', 'Ольга Смирнова', 'agent', null],
  ['agent4', 'Ильнур Закиров', 'agent', null],
  ['agent5', 'Марина Орлова', 'agent', null],
  ['agent6', 'Рустам Сабиров', 'agent', null],
  ['clerk1', 'Лилия Нуриева', 'clerk', 'K', 0],
  ['clerk2', 'Елена Кузнецова', 'clerk', 'K', 1],
  ['clerk3', 'Айгуль Хабибуллина', 'clerk', 'A', 2],
  ['clerk4', 'Наталья Павлова', 'clerk', 'N', 3],
  ['clerk5', 'Резеда Шакирова', 'clerk', 'N', 4],
  ['specialist1', 'Айрат Миннуллин', 'specialist', 'K'],
  ['specialist2', 'Сергей Морозов', 'specialist', 'K'],
  ['specialist3', 'Ринат Латыпов', 'specialist', 'A'],
  ['specialist4', 'Алексей Волков', 'specialist', 'A'],
  ['specialist5', 'Дмитрий Соловьёв', 'specialist', 'N'],
  ['specialist6', 'Марат Юсупов', 'specialist', 'N'],
  ['supervisor1', 'Ирина Фёдорова', 'supervisor', 'K'],
  ['supervisor2', 'Рамиль Каримов', 'supervisor', 'A'],
  ['supervisor3', 'Светлана Зайцева', 'supervisor', 'N'],
  ['supervisor4', 'Анна Королёва', 'supervisor', null],
  ['analyst1', 'Владимир Макаров', 'analyst', null],
  ['admin1', 'Игорь Николаев', 'administrator', null],
  ['auditor1', 'Татьяна Васильева', 'auditor', null],
  ['robot1', 'Личный кабинет', 'integration', null],
]

const REGION = 'tatarstan'
/** Holidays of the republic that fall on working days; the religious ones are added when their dates are decreed. */
const REGIONAL_DAYS = [
  { day: '2026-11-06', note: 'День Конституции Республики Татарстан' },
  { day: '2027-08-30', note: 'День Республики Татарстан' },
].map((one) => ({ ...one, kind: 'off', source: 'Закон Республики Татарстан № 1448-XII, ст. 1' }))

/** The calendar of the republic: the country's with its own holidays. */
async function addRegion(ctx: Context) {
  await sql`
    insert into calendar_region (code, name_ru, name_en) values (${REGION}, 'Республика Татарстан', 'Republic of Tatarstan')`.execute(
    ctx.tx,
  )
  await sql`
    insert into calendar_version (region, version, days, comment, published_at)
    select ${REGION}, 1, (select jsonb_agg(one order by one->>'day') from jsonb_array_elements(days || ${JSON.stringify(REGIONAL_DAYS)}::jsonb) one),
      'Праздники страны и республики', published_at
    from calendar_version where region = 'federal' order by version desc limit 1`.execute(ctx.tx)
}

/** Branches, offices and staff. Everybody has the same demo password and an own secret for the phone. */
export async function addCompany(ctx: Context, random: Random) {
  const madeBranches: Branch[] = branches.map((branch) => ({ ...branch, id: random.uuid() }))
  const idOf = (code: string | null) => madeBranches.find((branch) => branch.code === code)?.id ?? null
  await addRegion(ctx)
  for (const branch of madeBranches)
    await sql`
      insert into branch (id, code, name, calendar_region) values (${branch.id}, ${branch.code}, ${branch.name}, ${REGION})`.execute(
      ctx.tx,
    )
  const madeOffices: Office[] = []
  for (const [code, name, address] of offices) {
    const office = { id: random.uuid(), branchId: idOf(code) ?? '', name }
    madeOffices.push(office)
    await sql`insert into office (id, branch_id, name, address) values (${office.id}, ${office.branchId}, ${name}, ${address})`.execute(
      ctx.tx,
    )
  }
  const password = await hashPassword(DEMO_PASSWORD)
  const staff: DemoStaff[] = []
  for (const [login, name, role, code, office] of people) {
    const roles: Role[] = [role]
    const person = {
      id: random.uuid(),
      login,
      name,
      roles,
      branchId: idOf(code),
      officeId: office === undefined ? null : (madeOffices[office]?.id ?? null),
    }
    const hasPhone = role === 'agent' || role === 'supervisor'
    staff.push(person)
    await sql`
      insert into staff (id, login, name, roles, branch_id, office_id, password_hash, sip_user, sip_password)
      values (${person.id}, ${login}, ${name}, ${person.roles}, ${person.branchId}, ${person.officeId}, ${password},
        ${hasPhone ? login : null}, ${hasPhone ? makeSecret() : null})`.execute(ctx.tx)
    await sql`insert into presence (staff_id, state, since) values (${person.id}, 'offline', ${ctx.now})`.execute(
      ctx.tx,
    )
  }
  return { branches: madeBranches, offices: madeOffices, staff }
}
