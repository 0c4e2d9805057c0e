'use strict';
// The page's own script: one picture, which becomes that of each step by what differs.
(() => {
const $ = id => document.getElementById(id), SVG = 'http://www.w3.org/2000/svg';
const film = JSON.parse($('film').textContent), steps = film.steps, last = steps.length - 1;
const picture = $('picture'), drawing = $('drawing'), stage = $('stage'), slider = $('slider');
const isDark = matchMedia('(prefers-color-scheme: dark)');
const isStill = matchMedia('(prefers-reduced-motion: reduce)');
const sound = $('sound'); // null: it is silent
let now = 0; // the step that is shown
// ---- elements: those of the first step stand in the page, the others in the film ----
const keyOf = node => node.tagName + node.id;
const models = [null], mould = document.createElementNS(SVG, 'g'); // by token, to be copied
const shown = new Map(); // by key
for (const node of drawing.querySelectorAll('*')) {
    shown.set(keyOf(node), node);
    node.token = models.push(node.cloneNode(node.tagName === 'text')) - 1;
}
const firstCount = models.length;

function model(token) {
    if (!models[token]) {
        const [style, key, ...own] = film.elements[token - firstCount];
        mould.innerHTML = `<${film.styles[style]}/>`;
        const node = models[token] = mould.firstChild;
        const places = node.tagName === 'text' ? {x: own[0], y: own[1]}
            : own.length ? {d: `M${own[0]}${film.shapes[own[1]]}`} : {};
        node.id = film.keys[key];
        Object.entries(places).forEach(([name, value]) => node.setAttribute(name, value));
        node.textContent = own[2] || '';
    }
    return models[token];
}
// Of 3, -2: 3, 4, 5.
const spread = (list = []) => list.flatMap((token, i) => token < 0
    ? Array.from({length: -token}, (_, n) => list[i - 1] + 1 + n) : token);
// The tokens of a step: in the light those of its shot's first one, with what differs, in the dark
// those in the light. 0 ends a group.
function tokensOf(index, look) {
    const step = steps[index], kept = look + 'Tokens';
    if (!step[kept]) {
        const edits = spread(step[look]), out = [], from = look === 'dark'
            ? tokensOf(index, 'light') : step.first < index ? tokensOf(step.first, look) : [];
        let at = 0;
        for (let i = 0; i < edits.length; i += 3 + edits[i + 2]) {
            out.push(...from.slice(at, edits[i]), ...edits.slice(i + 3, i + 3 + edits[i + 2]));
            at = edits[i] + edits[i + 1];
        }
        step[kept] = out.concat(from.slice(at));
    }
    return step[kept];
}

// ---- drawing ----
const moving = new Map(); // nodes on their way, with what ends it

function settle() {
    moving.forEach((end, {style: s}) => (s.transition = s.transform = s.opacity = '', end()));
    moving.clear();
}
// A copy for the eye alone.
function anonymous(node) {
    const copy = node.cloneNode(true);
    copy.querySelectorAll('style').forEach(style => style.remove());
    [copy, ...copy.querySelectorAll('[id]')].forEach(one => one.removeAttribute('id'));
    copy.setAttribute('aria-hidden', 'true');
    return copy;
}
// From a style to another, by a transition.
function pass(node, name, from, to, how, end = () => {}) {
    moving.set(node, end);
    node.style[name] = from;
    how.late.push(() => {
        node.style.transition = `${name} ${how.time}`;
        node.style[name] = to;
    });
}
// Words are put back and let go; a path glides once it has a transition.
function glide(node, like, how) {
    const by = name => node.getAttribute(name) - like.getAttribute(name) + 'px';
    if (node.tagName === 'text')
        return pass(node, 'transform', `translate(${by('x')}, ${by('y')})`, '', how);
    moving.set(node, () => {});
    node.style.transition = `d ${how.time}, transform ${how.time}`;
}
function fade(node, how) {
    const before = anonymous(node);
    node.before(before);
    pass(before, 'opacity', '1', '0', how, () => before.remove());
    pass(node, 'opacity', '0', '', how);
}
function become(node, like) {
    for (const {name} of [...node.attributes])
        name === 'style' || like.hasAttribute(name) || node.removeAttribute(name);
    for (const one of like.attributes)
        node.getAttribute(one.name) === one.value || node.setAttributeNode(one.cloneNode());
    if (node.tagName === 'text' && node.textContent !== like.textContent)
        node.textContent = like.textContent;
}
// The node of a token, new or as it becomes that. how: by which motion; none: at once.
function change(token, how) {
    const like = model(token), key = keyOf(like), isNew = !shown.has(key);
    const node = isNew ? like.cloneNode(true) : shown.get(key);
    shown.set(key, node);
    if (isNew && how)
        pass(node, 'opacity', '0', '', how);
    else if (how && node.token !== token && how.glides.has(key))
        glide(node, like, how);
    else if (how && node.token !== token && how.fades.has(key))
        fade(node, how);
    node.token === token || become(node, like);
    node.token = token;
    return node;
}
// Makes the drawing that of the tokens, in their order.
function draw(tokens, how) {
    const outer = [], gone = new Map(shown);
    settle();
    tokens.forEach(token => token && gone.delete(keyOf(model(token))));
    gone.forEach((node, key) => (node.remove(), shown.delete(key)));
    let parent = drawing, at = drawing.firstElementChild;
    for (const token of tokens) {
        if (!token) {
            [parent, at] = outer.pop();
            continue;
        }
        const node = change(token, how);
        while (at && !at.id) // what fades away
            at = at.nextElementSibling;
        if (node !== at)
            parent.insertBefore(node, at);
        at = node.nextElementSibling;
        if (node.tagName === 'g')
            (outer.push([parent, at]), [parent, at] = [node, node.firstElementChild]);
    }
    picture.getBoundingClientRect(); // what starts now starts from here
    how?.late.forEach(start => start());
}

const setView = ({size}) => picture.setAttribute('viewBox', `0 0 ${size[0]} ${size[1]}`);
// The picture before stays below while the new one comes.
function fadeIn(seconds) {
    const before = anonymous(picture), come = [{opacity: 0}, {opacity: 1}];
    stage.prepend(before);
    picture.animate(come, seconds * 1000).finished.finally(() => before.remove());
}
// Shows a step; gives the seconds that it takes to get there.
function show(index) {
    const step = steps[index], away = index - now, before = steps[Math.min(index, now)];
    const isNext = Math.abs(away) === 1 && step.first === steps[now].first && !isStill.matches;
    const seconds = isNext && before.move || 0;
    const keys = list => new Set(spread(list).map(token => keyOf(model(token))));
    away === 1 && step.fade && !isStill.matches && fadeIn(step.fade);
    now = index;
    setView(step);
    draw(tokensOf(index, isDark.matches ? 'dark' : 'light'), seconds ? {late: [],
        time: seconds + 's ease-in-out', glides: keys(before.glides), fades: keys(before.fades)}
        : null);
    $('about').textContent === (step.about ||= '') || ($('about').textContent = step.about);
    return seconds;
}

// ---- going ----
let timer = 0, isRunning = false, jumpedFrom = null, peekedFrom = null;
let digits = '', digitsTimer = 0; // of a step's number that is being typed
const indexOf = n => (steps.findIndex(({step}) => step >= n) + steps.length) % steps.length;

function tell() {
    const step = steps[now], share = `${step.step} / ${steps[last].step}`;
    (slider.value = now, slider.setAttribute('aria-valuetext', share));
    $('count').textContent = digits ? `→ ${digits}` : share;
    const told = steps.slice(step.first, now + 1).findLast(({say}) => say);
    $('notes').textContent = told ? told.say : '–';
    [$('back').disabled, $('next').disabled] = [now === 0, now === last];
    $('play').setAttribute('aria-pressed', isRunning);
    try { history.replaceState(null, '', '#step=' + step.step); } catch { /* no address */ }
}
function go(index) {
    const seconds = show(Math.max(0, Math.min(last, index)));
    peekedFrom = null;
    tell();
    return seconds;
}
const halt = () => (clearTimeout(timer), sound?.pause(), isRunning = false, tell());
const jump = index => (jumpedFrom = now, halt(), go(index));
// The sound goes on from a time of the film, where it is already, or nearly. Gives its own time.
function hear(time) {
    if (sound && Math.abs(sound.currentTime - time) > 0.25)
        sound.currentTime = time;
    sound?.play().catch(() => {}); // refused: the page goes on in silence
    return sound ? sound.currentTime : time;
}
// On at the film's pace to the end, or a stop, where steps may repeat. lead: seconds it is early.
function run(isToStop, lead) {
    const step = steps[now], isStop = isToStop && step.stop, again = isStop && step.repeated || 0;
    const isOver = isStop ? !again : now === last, start = step.start || 0;
    const end = (now === last ? film.length : steps[now + 1].start) || start + 1;
    clearTimeout(timer);
    isRunning = !isOver || sound !== null; // what is said of the last step is heard to its end
    const rest = end - (isOver ? 0 : step.move || 0) - hear(start - lead);
    tell();
    if (isRunning)
        timer = setTimeout(() => isOver ? halt() : run(isToStop, go(now + 1 - again)), 1000 * rest);
}
const play = () => isRunning ? halt() : run(false, now === last ? go(0) : 0);
// What runs is hurried to its stop, what repeats goes on behind it.
function forward() {
    const stop = steps.findIndex((step, index) => index >= now && step.stop);
    if (isRunning && stop > now && !steps[stop].repeated)
        return halt(), go(stop);
    const from = isRunning && stop >= 0 ? stop : now;
    from < last && run(true, go(from + 1));
}
const backward = () => (halt(), go(now - 1));
function chapter(way) {
    for (let index = now + way; steps[index]; index += way)
        if (steps[index].chapter || index === 0)
            return jump(index);
}
const fullScreen = () => document.fullscreenElement ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();

// ---- keys and pointers ----
function type(key) {
    clearTimeout(digitsTimer);
    digits = key && digits + key;
    digitsTimer = setTimeout(type, 3000, '');
    tell();
}
const jumpToTyped = () => (digits && jump(indexOf(+digits)), type(''));
const keys = {
    ' ': forward, ArrowRight: forward, ArrowDown: forward, PageDown: forward,
    ArrowLeft: backward, ArrowUp: backward, PageUp: backward, '[': () => chapter(-1),
    ']': () => chapter(1), Home: () => jump(0), End: () => jump(last),
    g: jumpToTyped, Enter: jumpToTyped, Escape: () => type(''), f: fullScreen, p: play,
    m: () => sound && (sound.muted = !sound.muted),
    r: () => jump(jumpedFrom ?? steps[now].first), n: () => $('notes').toggleAttribute('hidden'),
};
addEventListener('keydown', event => {
    const isPressed = /BUTTON|SUMMARY/.test(event.target.tagName) && /^( |Enter)$/.test(event.key);
    const isDigit = /^[0-9]$/.test(event.key), key = event.key.length > 1 ? event.key
        : event.key.toLowerCase(), action = isDigit ? () => type(key) : keys[key];
    if (action && !isPressed && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        action();
    }
});

// The step whose output unit lies there; undefined: none.
function stepAt(event) {
    const matrix = picture.getScreenCTM().inverse(), first = steps[now].first;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    const isIn = (x, y, w, h) => at.x >= x && at.x < x + w && at.y >= y && at.y < y + h;
    for (let i = last; i >= first; i--) // the answer rather than its question
        for (let unit = 0; unit < (steps[i].now || []).length; unit += 4)
            if (steps[i].first === first && isIn(...steps[i].now.slice(unit, unit + 4)))
                return i;
}
// A step is shown as long as its unit is pointed at.
function peek(index) {
    const home = peekedFrom ?? now, wanted = index ?? home;
    wanted === now || show(wanted);
    peekedFrom = wanted === home ? null : home;
}
stage.addEventListener('pointermove', event => {
    const index = stepAt(event);
    picture.classList.toggle('units', index !== undefined);
    event.pointerType === 'mouse' && !isRunning && !event.buttons && peek(index);
});
stage.addEventListener('pointerleave', () => peek());
stage.addEventListener('click', event => {
    const index = stepAt(event);
    peek();
    if (getSelection().isCollapsed) // else words were selected
        index === undefined ? forward() : jump(index);
});
Object.entries({back: backward, next: forward, play, full: fullScreen}).forEach(
    ([id, action]) => $(id).addEventListener('click', action));
[slider.max, $('bar').hidden] = [last, last === 0];
slider.addEventListener('input', () => jump(+slider.value));

// ---- the world around ----
const addressed = () => indexOf(+(/^#step=(\d+)$/.exec(location.hash) || [0, 0])[1]);
addEventListener('hashchange', () => jump(addressed()));
isDark.addEventListener('change', () => show(now));
addEventListener('message', ({data}) => // reveal.js's, to the frames of a slide
    (data === 'slide:start' ? !isRunning : data === 'slide:stop' && isRunning) && play());
addEventListener('beforeprint', () => { // a sheet a stop, in the light
    const home = now;
    for (const [index, step] of steps.entries()) {
        setView(step);
        draw(tokensOf(index, 'light'));
        (step.stop || index === last) && $('sheets').append(anonymous(picture));
    }
    show(home);
});
addEventListener('afterprint', () => $('sheets').replaceChildren());
go(addressed());
})();
