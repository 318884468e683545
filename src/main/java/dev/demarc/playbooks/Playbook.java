package dev.demarc.playbooks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.shared.Category;
import dev.demarc.shared.TypedText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The steps for cases of some kind. A case goes by the first, by position, that is enabled and
 * applies to it. Where it names nothing, it is for all.
 *
 * @param categories slugs
 * @param services as AWS names them
 * @param sides aws or customer: whose work the case is; a shared case is both's
 * @param words of which one must stand in the case's title or the beginning of its report
 */
public record Playbook(
    String slug,
    String name,
    Boolean enabled,
    Integer position,
    List<String> categories,
    List<String> services,
    List<String> sides,
    List<String> words,
    List<PlaybookStep> steps,
    List<MessageTemplate> templates) {

  public Playbook {
    name = TypedText.clean(name);
    enabled = enabled == null || enabled;
    position = position == null ? 100 : position;
    categories = listed(categories);
    services = listed(services);
    sides = listed(sides);
    words = listed(words);
    steps = steps == null ? List.of() : steps.stream().filter(s -> s != null).toList();
    templates = templates == null ? List.of() : templates.stream().filter(t -> t != null).toList();
  }

  private static List<String> listed(List<String> texts) {
    return texts == null
        ? List.of()
        : texts.stream().filter(t -> t != null && !t.isBlank()).map(TypedText::clean).toList();
  }

  /**
   * @param text the case's title and what its first report begins with
   */
  boolean appliesTo(String category, String service, List<String> sidesOfCase, String text) {
    return enabled
        && (categories.isEmpty() || categories.contains(category))
        && (services.isEmpty() || services.stream().anyMatch(s -> s.equalsIgnoreCase(service)))
        && (sides.isEmpty() || sides.stream().anyMatch(sidesOfCase::contains))
        && (words.isEmpty() || words.stream().anyMatch(w -> contains(text, w)));
  }

  private static boolean contains(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }

  Optional<PlaybookStep> step(String id) {
    return steps.stream().filter(s -> id.equals(s.id())).findFirst();
  }

  /** The title of a step that something leads to, or that it leads to the end. */
  public String titleOf(String to) {
    return step(to).map(PlaybookStep::title).orElse("the end");
  }

  /** What a step's template is called; the short name where there is no such template. */
  public String nameOfTemplate(String slug) {
    return template(slug).map(MessageTemplate::name).orElse(slug);
  }

  Optional<MessageTemplate> template(String slug) {
    return templates.stream().filter(t -> slug.equals(t.slug())).findFirst();
  }

  /** Where a case goes on from a step; one that says nothing goes on to the step after it. */
  List<StepTransition> next(PlaybookStep step) {
    if (step.next() != null) {
      return step.next();
    }
    int at = steps.indexOf(step);
    return at + 1 < steps.size()
        ? List.of(new StepTransition(StepEvent.DONE.slug(), steps.get(at + 1).id()))
        : List.of();
  }

  /** For which cases it is, in words. */
  @JsonIgnore
  public String inWords() {
    var parts = new java.util.ArrayList<String>();
    parts.add(
        categories.isEmpty() ? "every category" : String.join(", ", Category.titles(categories)));
    if (!services.isEmpty()) {
      parts.add("of " + String.join(" or ", services));
    }
    if (!sides.isEmpty()) {
      parts.add("for " + String.join(" or ", sides));
    }
    if (!words.isEmpty()) {
      parts.add("naming " + String.join(" or ", words));
    }
    return String.join(" ", parts);
  }
}
