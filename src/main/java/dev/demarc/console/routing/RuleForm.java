package dev.demarc.console.routing;

import dev.demarc.routing.StoredRule;
import dev.demarc.routing.rules.Gives;
import dev.demarc.routing.rules.Priority;
import dev.demarc.shared.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a draft as its form sends them: one list for each column, as long as there are
 * rules.
 */
final class RuleForm {

  private static final String ON = "goes-on";

  private final List<String> names;
  private final List<String> whens;
  private final List<String> queues;
  private final List<String> priorities;
  private final List<String> policies;
  private final List<String> playbooks;
  private final List<String> templates;
  private final List<String> watchers;
  private final List<String> thens;

  private RuleForm(List<List<String>> columns) {
    this.names = columns.get(0);
    this.whens = columns.get(1);
    this.queues = columns.get(2);
    this.priorities = columns.get(3);
    this.policies = columns.get(4);
    this.playbooks = columns.get(5);
    this.templates = columns.get(6);
    this.watchers = columns.get(7);
    this.thens = columns.get(8);
  }

  /**
   * @param columns name, conditions, queue, priority, policy, playbook, template, watchers, then
   * @throws Problem INVALID where they are not of one length
   */
  static RuleForm of(List<List<String>> columns) {
    int length = columns.get(0) == null ? 0 : columns.get(0).size();
    if (length == 0
        || columns.stream().anyMatch(column -> column == null || column.size() != length)) {
      throw Problem.invalid("rules", "the form came in part only; load the page again");
    }
    return new RuleForm(columns);
  }

  /** The rules and the default, which stands in the last line without a name and conditions. */
  List<StoredRule> rules() {
    var rules = new ArrayList<StoredRule>();
    for (int i = 0; i < names.size() - 1; i++) {
      rules.add(new StoredRule(names.get(i), whens.get(i), gives(i), ON.equals(thens.get(i))));
    }
    return rules;
  }

  @Nullable Gives otherwise() {
    return names.isEmpty() ? null : gives(names.size() - 1);
  }

  private Gives gives(int i) {
    var priority = priorities.get(i);
    return new Gives(
        queues.get(i),
        priority == null || priority.isBlank()
            ? null
            : Priority.of(priority)
                .orElseThrow(
                    () -> Problem.invalid("priority", "must be urgent, high, normal or low")),
        policies.get(i),
        playbooks.get(i),
        templates.get(i),
        words(watchers.get(i)));
  }

  static List<String> words(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split("[\\s,;]+")).filter(word -> !word.isBlank()).toList();
  }

  /**
   * The rules after a button was pressed.
   *
   * @param button {@code up:2}, {@code down:2}, {@code remove:2} or {@code add}; null for none
   */
  static List<StoredRule> after(List<StoredRule> rules, String button) {
    var changed = new ArrayList<>(rules);
    if ("add".equals(button)) {
      changed.add(0, new StoredRule("", "", Gives.NOTHING, false));
      return changed;
    }
    if (button == null || !button.matches("(up|down|remove):[0-9]{1,3}")) {
      return changed;
    }
    int at = Integer.parseInt(button.substring(button.indexOf(':') + 1));
    if (at >= changed.size()) {
      return changed;
    }
    if (button.startsWith("remove")) {
      changed.remove(at);
    } else if (button.startsWith("up") && at > 0) {
      Collections.swap(changed, at, at - 1);
    } else if (button.startsWith("down") && at + 1 < changed.size()) {
      Collections.swap(changed, at, at + 1);
    }
    return changed;
  }
}
