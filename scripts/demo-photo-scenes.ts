import { randomOf } from '#server/demo/random.ts';

/** A scene as SVG, 1200 × 900. Nothing in it was ever photographed: the demo must not show anybody's kitchen. */
export interface Scene {
  readonly name: string;
  readonly svg: string;
}

const FONT = 'font-family="Noto Sans CJK SC, sans-serif"';

/** Grain, uneven light and darker corners: what makes a drawing look taken rather than drawn. */
const CAMERA = `
  <filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.55" numOctaves="2" seed="7"/>
    <feColorMatrix values="0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0 0.5  0.5 0.3 0 0 -0.28"/></filter>
  <filter id="rough" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence type="fractalNoise" baseFrequency="0.035" numOctaves="3" seed="3" result="n"/>
    <feDisplacementMap in="SourceGraphic" in2="n" scale="5"/></filter>
  <filter id="stain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.006 0.02" numOctaves="4" seed="11"/>
    <feColorMatrix values="0 0 0 0 0.12  0 0 0 0 0.1  0 0 0 0 0.08  0.9 0 0 0 -0.38"/></filter>
  <filter id="soft"><feGaussianBlur stdDeviation="6"/></filter><filter id="softer"><feGaussianBlur stdDeviation="22"/></filter><filter id="near"><feGaussianBlur stdDeviation="1.4"/></filter>
  <radialGradient id="corner" cx="50%" cy="46%" r="75%"><stop offset="0.55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.55"/></radialGradient>
  <linearGradient id="steel" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#d9dcdd"/><stop offset="0.45" stop-color="#9aa1a4"/><stop offset="0.55" stop-color="#c3c8ca"/><stop offset="1" stop-color="#6f767a"/></linearGradient>
  <linearGradient id="pipe" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#6c7276"/><stop offset="0.3" stop-color="#d4d8d9"/><stop offset="0.7" stop-color="#9ca2a5"/><stop offset="1" stop-color="#4c5154"/></linearGradient>
  <pattern id="brick" width="96" height="56" patternUnits="userSpaceOnUse"><rect width="96" height="56" fill="#b9aa9a"/><rect x="2" y="2" width="90" height="23" fill="#9c5f49"/><rect x="-46" y="30" width="90" height="23" fill="#8d5341"/><rect x="50" y="30" width="90" height="23" fill="#a4674f"/></pattern>
  <pattern id="tile" width="84" height="84" patternUnits="userSpaceOnUse"><rect width="84" height="84" fill="#aeb3b0"/><rect x="2" y="2" width="80" height="80" fill="#dfe2de"/></pattern>`;

function scene(name: string, body: string, light = 'none'): Scene {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 1200 900"><defs>${CAMERA}</defs>${body}
    <rect width="1200" height="900" fill="${light}" opacity="0.16"/><rect width="1200" height="900" filter="url(#grain)" opacity="0.4"/><rect width="1200" height="900" fill="url(#corner)"/></svg>`;
  return { name, svg };
}

function text(at: readonly [number, number], size: number, content: string, rest = 'fill="#111"'): string {
  return `<text x="${at[0]}" y="${at[1]}" font-size="${size}" ${FONT} ${rest}>${content}</text>`;
}

const BRICK_WALL =
  '<rect width="1200" height="900" fill="url(#brick)" filter="url(#rough)"/><rect width="1200" height="900" filter="url(#stain)"/>';

function blower(): string {
  const blades = Array.from(
    { length: 14 },
    (_, index) =>
      `<path d="M0 -28 Q34 -70 12 -138" stroke="#2c2f31" stroke-width="11" fill="none" transform="rotate(${(index * 360) / 14})"/>`,
  ).join('');
  return `<ellipse cx="560" cy="690" rx="330" ry="40" fill="#000" opacity="0.45" filter="url(#soft)"/>
    <path d="M330 640h470l30 44H300z" fill="#555c60"/><path d="M350 640v-60h40v60zM740 640v-60h40v60z" fill="#3d4346"/>
    <path d="M560 190a220 220 0 1 0 219 240h150V190z" fill="url(#steel)" stroke="#5b6164" stroke-width="5"/>
    <rect x="905" y="170" width="70" height="285" fill="#7b8286" stroke="#4a4f52" stroke-width="4"/>
    ${Array.from({ length: 9 }, (_, index) => `<circle cx="922" cy="${190 + index * 31}" r="6" fill="#3d4245"/>`).join('')}
    <path d="M975 190h230v245H975z" fill="url(#steel)"/><path d="M1040 190v245M1120 190v245" stroke="#666c70" stroke-width="5"/>
    <circle cx="560" cy="410" r="152" fill="#1b1d1f"/><g transform="translate(560 410)">${blades}</g><circle cx="560" cy="410" r="34" fill="#8b9194"/>
    ${[70, 110, 150].map((radius) => `<circle cx="560" cy="410" r="${radius}" fill="none" stroke="#a7adb0" stroke-width="5"/>`).join('')}
    <rect x="240" y="520" width="150" height="120" rx="16" fill="#4f6f5f"/>${Array.from({ length: 7 }, (_, index) => `<path d="M${256 + index * 19} 530v100" stroke="#3b5347" stroke-width="6"/>`).join('')}
    <path d="M300 640c-40 120-120 90-170 260" stroke="#1c1d1f" stroke-width="13" fill="none"/>`;
}

function estate(night: boolean): string {
  const random = randomOf(`estate ${night}`);
  return [
    [90, 210, 250],
    [380, 130, 270],
    [700, 190, 240],
    [980, 250, 230],
  ]
    .map(([x = 0, top = 0, width = 0]) => {
      const windows: string[] = [];
      for (let row = top + 36; row < 640; row += 48) {
        for (let column = x + 22; column < x + width - 30; column += 46) {
          const lit = random.chance(night ? 0.22 : 0.04);
          windows.push(
            `<rect x="${column}" y="${row}" width="24" height="28" fill="${lit ? random.pick(['#ffd98c', '#ffe7b5', '#f7c56a', '#dfe9f5']) : night ? '#141a26' : '#5e6b78'}"/>`,
          );
        }
      }
      return `<rect x="${x}" y="${top}" width="${width}" height="520" fill="${night ? '#232b3b' : '#b3aca1'}"/><rect x="${x + width - 26}" y="${top}" width="26" height="520" fill="#000" opacity="0.28"/>${windows.join('')}`;
    })
    .join('');
}

function stack(x: number, top: number, width: number): string {
  return `<path d="M${x} 640L${x + width * 0.22} ${top}h${width * 0.56}L${x + width} 640z" fill="url(#pipe)"/>${[0.1, 0.3, 0.5].map((share) => `<rect x="${x + width * 0.12}" y="${top + (640 - top) * share}" width="${width * 0.76}" height="${(640 - top) * 0.08}" fill="#b04a3c" opacity="0.75"/>`).join('')}`;
}

function plume(x: number, y: number, colour: string): string {
  return Array.from(
    { length: 9 },
    (_, index) =>
      `<circle cx="${x + index * index * 4.4}" cy="${y - index * 21}" r="${18 + index * 13}" fill="${colour}" opacity="${0.5 - index * 0.04}"/>`,
  ).join('');
}

function person(x: number, height: number, vest: string): string {
  const unit = height / 10;
  return `<g transform="translate(${x} ${780 - height})"><circle cx="0" cy="${unit}" r="${unit * 0.85}" fill="#3a2f2a"/><path d="M${-unit * 1.5} ${unit * 2.2}q${unit * 1.5} ${-unit * 0.7} ${unit * 3} 0l${unit * 0.3} ${unit * 3.6}h${-unit * 3.6}z" fill="${vest}"/><path d="M${-unit * 1.4} ${unit * 3.8}h${unit * 2.8}" stroke="#e8ecd0" stroke-width="${unit * 0.35}"/><path d="M${-unit * 1.3} ${unit * 5.8}h${unit * 2.6}l-${unit * 0.2} ${unit * 4.2}h-${unit * 0.8}l-${unit * 0.3} -${unit * 3.4}l-${unit * 0.3} ${unit * 3.4}h-${unit * 0.8}z" fill="#262b33"/></g>`;
}

const KITCHEN =
  '<rect width="1200" height="900" fill="url(#tile)"/><rect width="1200" height="900" filter="url(#stain)" opacity="0.8"/><path d="M0 130h1200v90l-60 60H60L0 220z" fill="url(#steel)"/><rect y="560" width="1200" height="340" fill="url(#steel)"/><path d="M0 560h1200" stroke="#eef1f1" stroke-width="8"/>';

function burner(x: number, lit: boolean): string {
  const flames = Array.from(
    { length: 18 },
    (_, index) =>
      `<path d="M0 -62q14 -46 0 -92q-14 46 0 92" fill="#4aa3ff" opacity="0.75" transform="rotate(${index * 20})"/>`,
  ).join('');
  return `<g transform="translate(${x} 690) scale(1 0.42)"><circle r="165" fill="#2a2c2e"/><circle r="132" fill="#44484b"/>${lit ? `<circle r="150" fill="#2f7bff" opacity="0.5" filter="url(#soft)"/>${flames}` : ''}<circle r="58" fill="#17181a"/></g><circle cx="${x}" cy="836" r="26" fill="#33373a"/><rect x="${x - 4}" y="812" width="8" height="26" fill="#d33"/>`;
}

const NIGHT =
  '<rect width="1200" height="900" fill="#0d1422"/><rect width="1200" height="420" fill="#1d2942" opacity="0.7" filter="url(#softer)"/>';
const RIVER_NIGHT =
  '<rect y="640" width="1200" height="260" fill="#0c1624"/><g opacity="0.5" filter="url(#soft)"><path d="M120 660v200M420 655v170M790 660v220M1010 655v150" stroke="#f2c77a" stroke-width="12" stroke-dasharray="26 18"/></g>';

export const SCENES: readonly Scene[] = [
  scene('blower', BRICK_WALL + blower()),
  scene(
    'nameplate',
    `<rect width="1200" height="900" fill="#4f6f5f"/><rect width="1200" height="900" filter="url(#stain)"/><g transform="rotate(-2.4 600 450)"><rect x="190" y="180" width="820" height="540" rx="18" fill="url(#steel)" stroke="#565c5f" stroke-width="5"/>
    ${[
      [230, 220],
      [970, 220],
      [230, 680],
      [970, 680],
    ]
      .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="13" fill="#5d6366"/>`)
      .join('')}
    ${text([370, 290], 58, '厨房离心风机', 'fill="#1b2023" font-weight="700"')}${text([280, 390], 40, '型号　DF-4.5A（演示）')}${text([280, 460], 40, '功率　3.0 kW　　转速　1440 r/min')}${text([280, 530], 40, '风量　8600 m³/h　全压　820 Pa')}${text([280, 600], 40, '编号　0000-演示　　2021-03')}</g>`,
  ),
  scene(
    'stove',
    `${KITCHEN}${burner(330, true)}${burner(820, true)}<path d="M640 560c-60-110 80-150 10-260" stroke="#fff" stroke-width="46" opacity="0.16" fill="none" filter="url(#soft)"/>`,
    '#ffb84d',
  ),
  scene(
    'meter',
    `${NIGHT}<g filter="url(#soft)">${estate(true)}</g><path d="M600 640L470 900M600 640L730 900M600 640V900" stroke="#17191b" stroke-width="16"/><circle cx="600" cy="120" r="82" fill="#202225"/><circle cx="575" cy="95" r="60" fill="#3a3d41" opacity="0.6" filter="url(#soft)"/><path d="M582 196h36v76h-36z" fill="#9da3a6"/>
    <path d="M470 300q130 -60 260 0l26 330q-156 60 -312 0z" fill="#2d3236" stroke="#111" stroke-width="5"/><rect x="492" y="336" width="216" height="128" rx="8" fill="#c6d3b5"/>${text([508, 384], 22, 'LAeq　60 s　F　A', 'fill="#27301f"')}${text([506, 446], 66, '58.4', 'fill="#11180c" font-weight="700"')}${text([646, 446], 24, 'dB(A)', 'fill="#11180c"')}
    ${[0, 1, 2].flatMap((column) => [0, 1].map((row) => `<rect x="${506 + column * 68}" y="${494 + row * 54}" width="52" height="36" rx="8" fill="#566068"/>`)).join('')}`,
  ),
  scene(
    'restaurant-night',
    `${NIGHT}${estate(true)}<rect x="120" y="520" width="960" height="300" fill="#2c2320"/><rect x="170" y="600" width="860" height="200" fill="#ffcf87"/><rect x="170" y="600" width="860" height="200" fill="#fff" opacity="0.25" filter="url(#soft)"/>${[330, 560, 790].map((x) => `<rect x="${x}" y="600" width="14" height="200" fill="#3b2c24"/>`).join('')}
    <rect x="330" y="508" width="540" height="96" rx="8" fill="#7d1412"/><g filter="url(#soft)" opacity="0.9">${text([390, 580], 72, '川味小馆', 'fill="#ff8d5c" font-weight="700" letter-spacing="36"')}</g>${text([390, 580], 72, '川味小馆', 'fill="#ffe9d2" font-weight="700" letter-spacing="36"')}<rect y="800" width="1200" height="100" fill="#14161b"/><ellipse cx="600" cy="830" rx="430" ry="34" fill="#ffb968" opacity="0.32" filter="url(#soft)"/>`,
  ),
  scene(
    'blower-cover',
    `${BRICK_WALL}<ellipse cx="600" cy="740" rx="400" ry="44" fill="#000" opacity="0.45" filter="url(#soft)"/><path d="M240 240h640l70 50v430H240z" fill="#c9ccc6"/><path d="M880 240l70 50v430l-70 -30z" fill="#9a9d98"/>${Array.from({ length: 8 }, (_, index) => `<path d="M270 ${300 + index * 48}h570" stroke="#a9aca6" stroke-width="5"/>`).join('')}
    <rect x="330" y="330" width="230" height="300" fill="#b5b8b2" stroke="#8c8f8a" stroke-width="6"/><circle cx="536" cy="480" r="11" fill="#444"/>${Array.from({ length: 9 }, (_, index) => `<path d="M630 ${360 + index * 28}h190" stroke="#555a57" stroke-width="12"/>`).join('')}<path d="M950 330h260v190H950z" fill="url(#steel)"/>${text([640, 690], 34, '隔声罩', 'fill="#2d4b3a"')}`,
  ),
  scene(
    'stove-no-pipe',
    `${KITCHEN}${burner(330, false)}<g transform="translate(650 420)"><rect width="400" height="300" fill="#b98f5f"/><path d="M0 0l60 -60h400l-60 60zM400 0l60 -60v300l-60 60z" fill="#a07a4e"/><path d="M0 130h400" stroke="#d9c29b" stroke-width="34" opacity="0.7"/>${text([60, 100], 46, '静音灶 未开箱', 'fill="#4b321a"')}</g><path d="M80 250v250h120" stroke="#c9a227" stroke-width="26" fill="none"/><rect x="192" y="480" width="44" height="42" fill="#6b6f72"/><path d="M240 488l34 26M274 488l-34 26" stroke="#c33" stroke-width="9"/>`,
  ),
  scene(
    'estate-night',
    `${NIGHT}<circle cx="1010" cy="120" r="46" fill="#f3ead0"/><circle cx="1010" cy="120" r="90" fill="#f3ead0" opacity="0.2" filter="url(#soft)"/>${estate(true)}${RIVER_NIGHT}`,
  ),
  scene(
    'chimneys',
    `<rect width="1200" height="900" fill="#c98e6a"/><rect width="1200" height="360" fill="#5d6c8c" opacity="0.85" filter="url(#softer)"/><rect y="470" width="1200" height="60" fill="#f4c48a" filter="url(#softer)"/><g filter="url(#soft)">${plume(332, 170, '#ece5df')}${plume(742, 240, '#d9d0ca')}</g><g filter="url(#near)">${stack(290, 180, 90)}${stack(710, 250, 70)}${stack(880, 330, 60)}<path d="M120 640v-150h140v60h210v-90h180v110h300v-60h170v130z" fill="#3c3e48"/></g><rect y="640" width="1200" height="260" fill="#54586b"/><path d="M0 660h1200M0 720h1200M0 800h1200" stroke="#d7a987" stroke-width="5" opacity="0.5" filter="url(#near)"/>`,
  ),
  scene(
    'sampler',
    `${NIGHT}<g filter="url(#soft)">${estate(true)}</g><rect y="700" width="1200" height="200" fill="#1d2a1e"/><rect x="420" y="250" width="360" height="470" rx="12" fill="#dfe3e2"/><rect x="420" y="250" width="360" height="470" rx="12" fill="#0b1220" opacity="0.25"/><rect x="470" y="300" width="150" height="90" fill="#17332b"/>${text([484, 340], 24, '待触发', 'fill="#7ef0b0"')}${text([484, 374], 20, '罐 3 / 8', 'fill="#7ef0b0"')}<circle cx="700" cy="345" r="20" fill="#35d07f"/><circle cx="700" cy="345" r="42" fill="#35d07f" opacity="0.3" filter="url(#soft)"/>${text([470, 480], 32, '环境空气自动采样', 'fill="#22303a"')}${text([470, 532], 28, '异味来时请扫码触发', 'fill="#22303a"')}
    ${Array.from({ length: 64 }, (_, index) => (randomOf(`code ${index}`).chance(0.5) ? `<rect x="${560 + (index % 8) * 12}" y="${566 + Math.floor(index / 8) * 12}" width="12" height="12" fill="#111"/>` : '')).join('')}<path d="M600 250v-130" stroke="#9aa1a5" stroke-width="16"/><path d="M560 120h80l-16 -34h-48z" fill="#9aa1a5"/>`,
  ),
  scene(
    'joint-action',
    `<rect width="1200" height="900" fill="url(#brick)"/><rect width="1200" height="900" filter="url(#stain)"/><rect x="780" y="250" width="260" height="500" fill="#6d7377"/><rect x="800" y="270" width="220" height="480" fill="#4a4f53"/><path d="M70 300v300h180v-90" stroke="#c9a227" stroke-width="22" fill="none"/><rect y="750" width="1200" height="150" fill="#5f5e5b"/><ellipse cx="560" cy="800" rx="420" ry="30" fill="#000" opacity="0.35" filter="url(#soft)"/>${person(330, 420, '#2e5f8a')}${person(470, 440, '#d88a2a')}${person(620, 405, '#2f7a54')}${person(735, 425, '#5b5f68')}`,
  ),
];
