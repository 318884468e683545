package dev.demarc.console;

import dev.demarc.access.people.People;
import dev.demarc.policy.routing.RoutingReplay;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names for what is stored by a short one; read once for each page. */
@Named("names")
@RequestScoped
public class Names {

  private final Router router;
  private final People people;
  private @Nullable Map<String, String> queues;
  private @Nullable Map<String, String> persons;

  Names(Router router, People people) {
    this.router = router;
    this.people = people;
  }

  /** Of a queue, from its slug; the slug where there is none any more. */
  public String queue(String slug) {
    if (queues == null) {
      queues = router.queues().stream().collect(Collectors.toMap(Queue::slug, Queue::name));
    }
    return queues.getOrDefault(slug, slug);
  }

  /** What a replay found, with the names of queues. */
  public String summary(RoutingReplay replay) {
    return replay.summary(this::queue);
  }

  /** Of a person, from what they sign in with; that, where there is no such person. */
  public String person(String username) {
    if (persons == null) {
      persons =
          people.all().stream()
              .collect(Collectors.toMap(People.PersonEntry::username, People.PersonEntry::name));
    }
    return persons.getOrDefault(username, username);
  }
}
