package dev.demarc.playbooks;

import com.google.re2j.Pattern;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem.FieldError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a playbook, where, and how to mend it. Pure. */
final class PlaybookMistakes {

  private static final int MOST_STEPS = 60;
  private static final int MOST_TEMPLATES = 30;
  private static final int MOST_NEXT = 20;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\n]{1,40})\\}");
  static final Set<String> PLACEHOLDERS =
      Set.of("case", "title", "category", "service", "account", "region", "deadline");

  private final Playbook playbook;
  private final List<FieldError> mistakes = new ArrayList<>();

  private PlaybookMistakes(Playbook playbook) {
    this.playbook = playbook;
  }

  static List<FieldError> of(Playbook playbook) {
    var check = new PlaybookMistakes(playbook);
    check.names();
    check.templates();
    check.steps();
    if (check.mistakes.isEmpty()) {
      // what leads nowhere would be found again and again
      check.loop();
      check.unreachable();
    }
    return check.mistakes;
  }

  private void add(String field, String message) {
    mistakes.add(new FieldError(field, message));
  }

  private void names() {
    slug("slug", playbook.slug());
    text("name", playbook.name(), 200);
    if (playbook.position() < 0 || playbook.position() > 100_000) {
      add("position", "must be 0 to 100000");
    }
    for (var category : playbook.categories()) {
      if (Category.of(category).filter(c -> c.slug().equals(category)).isEmpty()) {
        add("categories", "there is no category " + cut(category));
      }
    }
    for (var side : playbook.sides()) {
      if (!Set.of("aws", "customer").contains(side)) {
        add("sides", cut(side) + " is none of aws, customer");
      }
    }
    short50("services", playbook.services());
    short50("words", playbook.words());
  }

  private void short50(String field, List<String> texts) {
    if (texts.size() > 100 || texts.stream().anyMatch(t -> t.length() > 50)) {
      add(field, "must be at most 100, of at most 50 characters each");
    }
  }

  static boolean isSlug(String text) {
    return text != null && SLUG.matches(text);
  }

  private void slug(String field, String slug) {
    if (!isSlug(slug)) {
      add(field, "use lower-case letters, digits and hyphens; 60 at most");
    }
  }

  private void text(String field, String text, int most) {
    if (text == null || text.isEmpty() || text.length() > most) {
      add(field, "is needed, with at most " + most + " characters");
    }
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private void templates() {
    if (playbook.templates().size() > MOST_TEMPLATES) {
      add("templates", "has more than " + MOST_TEMPLATES);
      return;
    }
    var known = new HashSet<String>();
    for (int i = 0; i < playbook.templates().size(); i++) {
      var template = playbook.templates().get(i);
      var field = "templates[" + i + "]";
      slug(field + ".slug", template.slug());
      if (!known.add(String.valueOf(template.slug()))) {
        add(field + ".slug", "is the slug of another template too");
      }
      text(field + ".name", template.name(), 200);
      text(field + ".body", template.body(), 8000);
      if (template.to() == null || !Set.of("reporter", "customer", "aws").contains(template.to())) {
        add(field + ".to", "must be reporter, customer or aws");
      }
      placeholders(field, template.body() == null ? "" : template.body());
    }
  }

  private void placeholders(String field, String body) {
    var found = PLACEHOLDER.matcher(body.length() > 8000 ? "" : body);
    while (found.find()) {
      if (!PLACEHOLDERS.contains(found.group(1))) {
        add(
            field + ".body",
            "there is no {"
                + cut(found.group(1))
                + "}; there are "
                + PLACEHOLDERS.stream()
                    .sorted()
                    .map(p -> "{" + p + "}")
                    .collect(Collectors.joining(", ")));
        return;
      }
    }
  }

  private void steps() {
    var steps = playbook.steps();
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      add("steps", "needs 1 to " + MOST_STEPS + " steps");
      return;
    }
    var ids = steps.stream().map(PlaybookStep::id).collect(Collectors.toList());
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      var field = "steps[" + i + "]";
      slug(field + ".id", step.id());
      if (StepTransition.END.equals(step.id())) {
        add(field + ".id", "is the word for the end; use another");
      } else if (ids.indexOf(step.id()) < i) {
        add(field + ".id", "is the id of steps[" + ids.indexOf(step.id()) + "] too");
      }
      text(field + ".title", step.title(), 200);
      if (step.text() != null && step.text().length() > 4000) {
        add(field + ".text", "must have at most 4,000 characters");
      }
      if (step.who() == null || !Set.of("aws", "customer", "desk").contains(step.who())) {
        add(field + ".who", "must be aws, customer or desk");
      }
      if (step.template() != null && playbook.template(step.template()).isEmpty()) {
        add(field + ".template", "there is no template " + cut(step.template()));
      }
      transitions(step, field, ids);
    }
  }

  private void transitions(PlaybookStep step, String field, Collection<String> ids) {
    var next = step.next() == null ? List.<StepTransition>of() : step.next();
    if (next.size() > MOST_NEXT) {
      add(field + ".next", "has more than " + MOST_NEXT);
      return;
    }
    for (int i = 0; i < next.size(); i++) {
      var transition = next.get(i);
      var at = field + ".next[" + i + "]";
      if (StepEvent.of(transition.on()).isEmpty()) {
        add(
            at + ".on",
            "there is no event " + cut(transition.on()) + "; there are " + StepEvent.slugs());
      }
      if (!transition.isEnd() && !ids.contains(transition.to())) {
        add(
            at + ".to",
            "there is no step "
                + cut(transition.to())
                + "; there are "
                + ids.stream().map(String::valueOf).limit(30).collect(Collectors.joining(", "))
                + " and end");
      }
    }
  }

  private void loop() {
    var done = new HashSet<String>();
    for (var step : playbook.steps()) {
      var path = pathToItself(step.id(), new ArrayList<>(), done);
      if (path != null) {
        int at = playbook.steps().indexOf(playbook.step(path.get(path.size() - 2)).orElseThrow());
        add(
            "steps[" + at + "].next",
            "leads round in a loop: "
                + String.join(" → ", path)
                + ". Let it go on to a step of its own, or to end");
        return;
      }
    }
  }

  /** Steps that were begun and led to one of themselves; null where they end. */
  private @Nullable List<String> pathToItself(String id, List<String> begun, Set<String> done) {
    int again = begun.indexOf(id);
    if (again >= 0) {
      var path = new ArrayList<>(begun.subList(again, begun.size()));
      path.add(id);
      return path;
    }
    if (done.contains(id)) {
      return null;
    }
    begun.add(id);
    for (var transition : playbook.next(playbook.step(id).orElseThrow())) {
      if (!transition.isEnd()) {
        var path = pathToItself(transition.to(), begun, done);
        if (path != null) {
          return path;
        }
      }
    }
    begun.remove(begun.size() - 1);
    done.add(id);
    return null;
  }

  private void unreachable() {
    var reached = new HashSet<String>();
    var open = new ArrayDeque<String>();
    open.add(playbook.steps().get(0).id());
    while (!open.isEmpty()) {
      var id = open.remove();
      if (reached.add(id)) {
        playbook.next(playbook.step(id).orElseThrow()).stream()
            .filter(t -> !t.isEnd())
            .forEach(t -> open.add(t.to()));
      }
    }
    Map<Integer, String> missed = new HashMap<>();
    for (int i = 0; i < playbook.steps().size(); i++) {
      if (!reached.contains(playbook.steps().get(i).id())) {
        missed.put(i, playbook.steps().get(i).id());
      }
    }
    missed.forEach(
        (at, id) ->
            add(
                "steps[" + at + "]",
                "no way leads to "
                    + id
                    + " from the first step; name it in the next of a step before it, or take it"
                    + " out"));
  }
}
