/**
 * The site of `npm run docs`. Its navigation has the guides by their titles, in the order in which README.md lists
 * them, and then the modules. A page that README.md does not list is an error, so that every page has its place in the
 * reading order.
 */
import { readFileSync } from 'node:fs';
import { ReflectionGroup, RendererEvent } from 'typedoc';

const textOf = (content) => content.map(({ text }) => text).join('');

const titleOf = (document) =>
  /^# (.+)$/m.exec(textOf(document.content))?.[1]?.replaceAll('`', '') ?? document.name;

/** Returns the groups of README.md: `- **Orders:** [profit and loss](docs/profit.md), …`. */
const groupsIn = (readme) =>
  Array.from(readme.matchAll(/^- \*\*(.+?):\*\* (.*)$/gm), ([, title, links]) => ({
    title,
    names: Array.from(links.matchAll(/\]\((.+?)\.md\)/g), ([, name]) => name),
  }));

const groupOf = (project, title, children) => {
  const group = new ReflectionGroup(title, project);
  group.children = children;
  return group;
};

/** Removes the README's own title, because its page has the title of the project. */
const withoutTitle = (readme) => {
  const [first] = readme;
  if (first !== undefined) first.text = first.text.replace(/^# .+\n/, '');
};

/** @param {import('typedoc').Application} app */
export const load = (app) => {
  // The addresses are made of file names here. From now on a name is only shown.
  app.renderer.on(RendererEvent.BEGIN, ({ project }) => {
    const pages = new Map((project.documents ?? []).map((page) => [page.name, page]));
    const groups = groupsIn(readFileSync('README.md', 'utf8')).map(({ title, names }) =>
      groupOf(
        project,
        title,
        names.flatMap((name) => pages.get(name) ?? []),
      ),
    );
    const listed = groups.flatMap(({ children }) => children);
    for (const [name, page] of pages) {
      if (!listed.includes(page)) app.logger.error(`${name}.md has no place in the guides of README.md`);
      page.name = titleOf(page);
    }
    project.groups = [...groups, groupOf(project, 'Modules', project.children ?? [])];
    if (project.readme !== undefined) withoutTitle(project.readme);
  });
};
