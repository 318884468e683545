package dev.demarc.routing;

import dev.demarc.access.people.People;
import dev.demarc.routing.rules.Gives;
import dev.demarc.routing.rules.Rule;
import dev.demarc.routing.rules.RuleSet;
import dev.demarc.routing.rules.UnreachableRules;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses rules that cannot work, all that is wrong at once, each with where and how to mend it.
 */
@ApplicationScoped
class RuleCheck {

  static final int MOST_RULES = 200;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_WATCHERS = 20;
  private static final Set<String> ROLES_OF_WATCHERS = Set.of("owner", "on-call");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private final Router router;
  private final People people;
  private final Instance<RoutingNames> names;

  RuleCheck(Router router, People people, @Any Instance<RoutingNames> names) {
    this.router = router;
    this.people = people;
    this.names = names;
  }

  /** The rules as they are to be kept. */
  record Checked(List<StoredRule> rules, Gives otherwise) {}

  /**
   * @throws Problem INVALID with an error for each thing that is wrong
   */
  Checked check(List<StoredRule> rules, Gives otherwise) {
    return new Check().all(rules, otherwise);
  }

  /** One look at one list of rules. */
  private final class Check {

    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> queues =
        router.queues().stream().map(Queue::slug).collect(Collectors.toSet());
    private @Nullable Set<String> usernames;

    Checked all(List<StoredRule> rules, Gives otherwise) {
      if (rules.size() > MOST_RULES) {
        throw Problem.invalid("rules", "there may be at most 200; join some of them");
      }
      var kept = new ArrayList<StoredRule>();
      var taken = new HashSet<String>();
      taken.add(RuleSet.DEFAULT);
      for (int i = 0; i < rules.size(); i++) {
        kept.add(rule("rules[" + i + "]", rules.get(i), taken));
      }
      var last = gives("otherwise", otherwise == null ? Gives.NOTHING : otherwise);
      if (last.queue() == null) {
        wrong("otherwise.queue", "name the queue that gets what no rule takes");
      }
      refuse();
      reach(kept.stream().map(StoredRule::toRule).toList());
      refuse();
      return new Checked(kept, last);
    }

    private StoredRule rule(String at, StoredRule rule, Set<String> taken) {
      if (rule == null) {
        wrong(at, "is null; leave it out");
        return new StoredRule("", null, Gives.NOTHING, false);
      }
      var name = TypedText.clean(rule.name());
      if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
        wrong(at + ".name", "a name of at most 100 characters is needed; timelines quote it");
      } else if (!taken.add(name)) {
        wrong(at + ".name", "“" + name + "” is the name of another rule; timelines quote names");
      }
      var when = TypedText.clean(rule.when());
      var gives = gives(at, rule.gives() == null ? Gives.NOTHING : rule.gives());
      if (gives.isNothing()) {
        wrong(at + ".gives", "say what the rule gives: a queue, a priority, watchers ...");
      } else if (!rule.goesOn() && gives.queue() == null) {
        wrong(at + ".gives.queue", "a rule that stops names the queue; else let it go on");
      }
      if (!rule.goesOn() && (when == null || when.isBlank())) {
        wrong(
            at + ".when",
            "a rule that holds always takes everything from those behind it; name a condition, let"
                + " it go on, or change what is given otherwise");
      }
      var kept = new StoredRule(name, when, gives, rule.goesOn());
      try {
        kept.toRule();
      } catch (IllegalArgumentException unreadable) {
        wrong(at + ".when", unreadable.getMessage());
      }
      return kept;
    }

    private Gives gives(String at, Gives gives) {
      var field = at.equals("otherwise") ? at : at + ".gives";
      var queue = TypedText.orNull(gives.queue());
      if (queue != null && !queues.contains(queue)) {
        wrong(
            field + ".queue", "there is no queue " + cut(queue) + "; there are " + sorted(queues));
      }
      return new Gives(
          queue,
          gives.priority(),
          named(field, RoutingNames.Kind.CLOCK_POLICY, gives.clockPolicy()),
          named(field, RoutingNames.Kind.PLAYBOOK, gives.playbook()),
          named(field, RoutingNames.Kind.TEMPLATE, gives.template()),
          watchers(field, gives.watchers()));
    }

    private @Nullable String named(String at, RoutingNames.Kind kind, @Nullable String typed) {
      var slug = TypedText.orNull(typed);
      if (slug == null) {
        return null;
      }
      if (!SLUG.matcher(slug).matches()) {
        wrong(at + "." + kind.field, "must be the slug of a " + kind.word + ", as standard-24h");
        return null;
      }
      names.stream()
          .filter(known -> known.kind() == kind && !known.slugs().contains(slug))
          .findFirst()
          .ifPresent(
              known ->
                  wrong(
                      at + "." + kind.field,
                      "there is no "
                          + kind.word
                          + " "
                          + slug
                          + "; there are "
                          + sorted(known.slugs())));
      return slug;
    }

    private List<String> watchers(String at, List<String> watchers) {
      if (watchers.size() > MOST_WATCHERS) {
        wrong(at + ".watchers", "there may be at most 20; use the address of a list");
        return List.of();
      }
      return watchers.stream().map(TypedText::clean).map(w -> watcher(at, w)).distinct().toList();
    }

    private String watcher(String at, String watcher) {
      if (ROLES_OF_WATCHERS.contains(watcher) || usernames().contains(watcher)) {
        return watcher;
      }
      var address = EmailAddress.of(watcher);
      if (address.isEmpty()) {
        wrong(
            at + ".watchers",
            "“" + cut(watcher) + "” is no user name, e-mail address, “owner” or “on-call”");
        return "";
      }
      return address.get().value();
    }

    private Set<String> usernames() {
      if (usernames == null) {
        usernames =
            people.all().stream()
                .filter(person -> !person.disabled())
                .map(People.PersonEntry::username)
                .collect(Collectors.toSet());
      }
      return usernames;
    }

    private void reach(List<Rule> rules) {
      for (int i = 0; i < rules.size(); i++) {
        int index = i;
        UnreachableRules.neverReachedBecause(rules, i)
            .ifPresent(
                why ->
                    wrong(
                        "rules[" + index + "].when",
                        "rule "
                            + (index + 1)
                            + " “"
                            + rules.get(index).name()
                            + "” can never hold: "
                            + why
                            + "; move, change or remove one of them"));
      }
    }

    private void wrong(String field, @Nullable String message) {
      errors.add(new FieldError(field, message));
    }

    private void refuse() {
      if (!errors.isEmpty()) {
        var first = errors.get(0);
        throw new Problem(
            ProblemType.INVALID,
            first.field()
                + ": "
                + first.message()
                + (errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)")
                + ". Nothing was changed.",
            errors.size() > 100 ? errors.subList(0, 100) : errors);
      }
    }
  }

  private static String sorted(java.util.Collection<String> slugs) {
    return slugs.stream().sorted().limit(50).collect(Collectors.joining(", "));
  }

  private static String cut(String text) {
    return text == null ? "" : text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
