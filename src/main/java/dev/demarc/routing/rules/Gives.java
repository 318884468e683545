package dev.demarc.routing.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule gives to the work that it takes; null or empty where it says nothing.
 *
 * @param queue slug
 * @param clockPolicy slug of the policy that the work's clocks run by; the queue's where null
 * @param playbook slug of the playbook to begin; the category's where null
 * @param template slug of the text that the reporter is answered with
 * @param watchers who is told besides the queue: user names, e-mail addresses, {@code owner} for
 *     the contact of who holds what the case is about, {@code on-call} for who is on call
 */
public record Gives(
    @Nullable String queue,
    @Nullable Priority priority,
    @Nullable String clockPolicy,
    @Nullable String playbook,
    @Nullable String template,
    List<String> watchers) {

  public static final Gives NOTHING = new Gives(null, null, null, null, null, List.of());

  public Gives {
    watchers = watchers == null ? List.of() : List.copyOf(watchers);
  }

  public static Gives to(String queue) {
    return new Gives(queue, null, null, null, null, List.of());
  }

  @JsonIgnore
  public boolean isNothing() {
    return equals(NOTHING);
  }

  public Gives besidesQueue() {
    return new Gives(null, priority, clockPolicy, playbook, template, watchers);
  }

  /** What is given besides the queue, as it reads on after a rule's name; empty for nothing. */
  public String inWords() {
    var words = new ArrayList<String>();
    add(words, "priority", priority == null ? null : priority.slug());
    add(words, "clock policy", clockPolicy);
    add(words, "playbook", playbook);
    add(words, "text for the reporter", template);
    add(words, "told as well:", watchers.isEmpty() ? null : String.join(", ", watchers));
    return words.isEmpty() ? "" : "; it gives " + String.join("; ", words);
  }

  private static void add(List<String> words, String what, @Nullable String value) {
    if (value != null) {
      words.add(what + " " + value);
    }
  }

  /** What was said first stands; watchers add up. */
  Gives completedBy(Gives later) {
    var all = new LinkedHashSet<>(watchers);
    all.addAll(later.watchers);
    return new Gives(
        queue == null ? later.queue : queue,
        priority == null ? later.priority : priority,
        clockPolicy == null ? later.clockPolicy : clockPolicy,
        playbook == null ? later.playbook : playbook,
        template == null ? later.template : template,
        new ArrayList<>(all));
  }
}
