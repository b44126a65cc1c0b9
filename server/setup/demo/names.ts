import type { Random } from './random.ts'

const surnames =
  'Шарафутдинов Гарипов Мухаметзянов Садыков Иванов Петров Хабибуллин Смирнов Валеев Закиров Нуриев Кузнецов Галиев Ахметов Фёдоров Сабиров Орлов Миннуллин Каримов Соловьёв Гайнутдинов Васильев Хайруллин Павлов Шакиров Морозов Латыпов Волков Юсупов Зайцев Бикбулатов Николаев Давлетшин Королёв Зиннатуллин Макаров Тимергалиев Семёнов'.split(
    ' ',
  )
const men =
  'Ильдар Айрат Рустам Александр Сергей Марат Дмитрий Алексей Тимур Андрей Ринат Пётр Фёдор Николай Ильнур Владимир Рамиль Игорь'.split(
    ' ',
  )
const women =
  'Гульнара Алсу Елена Ольга Лилия Марина Наталья Айгуль Татьяна Резеда Анна Ирина Светлана Диляра Зухра Мария Людмила Эльвира'.split(
    ' ',
  )
const fathers = 'Ильдар Марат Рустам Александр Сергей Владимир Ренат Николай Алексей Иван Камиль Пётр'.split(' ')
const firms =
  'Вектор Казаньстрой Алтын Волга-Торг Электромонтаж Сфера Прогресс Ромашка Агрохолдинг Нур Ак-Барс Тандем Техносервис Полимер'.split(
    ' ',
  )

const patronymic = (father: string, isWoman: boolean) => {
  const stem = father.replace(/ь$/, '')
  if (stem.endsWith('ай') || stem.endsWith('ей')) return stem.slice(0, -1) + (isWoman ? 'евна' : 'евич')
  return stem + (isWoman ? 'овна' : 'ович')
}

export function personName(random: Random): string {
  const isWoman = random.chance(0.55)
  const surname = random.pick(surnames) + (isWoman ? 'а' : '')
  const father = random.pick(fathers).replace('Пётр', 'Петр').replace('Камиль', 'Камил')
  return `${surname} ${random.pick(isWoman ? women : men)} ${patronymic(father, isWoman)}`
}

export const firmName = (random: Random): string =>
  `${random.pick(['ООО', 'ООО', 'АО'])} «${random.pick(firms)}${random.chance(0.4) ? `-${random.below(90) + 10}` : ''}»`

const LATIN: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}
export const toLatin = (text: string): string => [...text.toLowerCase()].map((letter) => LATIN[letter] ?? '').join('')
