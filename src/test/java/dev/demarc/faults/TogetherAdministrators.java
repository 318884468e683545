package dev.demarc.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.access.Secret;
import dev.demarc.access.SessionCookie;
import dev.demarc.console.FormToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What is set up and removed again beside the work on cases: queues, resolvers, sample data. */
final class TogetherAdministrators {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> QUEUES = List.of("night", "weekend");

  private final TogetherWork work;
  private final Map<String, TogetherWork.Deed> deeds = new TreeMap<>();
  private volatile String session;

  TogetherAdministrators(TogetherWork work) {
    this.work = work;
    deeds.put("add a queue", this::addQueue);
    deeds.put("set members", r -> put("set members", queue(r) + "/members", members(r)));
    deeds.put("save a view", this::saveView);
    deeds.put("remove a queue", r -> delete("remove a queue", queue(r)));
    deeds.put("add a resolver", this::addResolver);
    deeds.put("remove a resolver", this::removeResolver);
    deeds.put("load samples", r -> samples(r, "load"));
    deeds.put("remove samples", r -> samples(r, "remove"));
  }

  Map<String, TogetherWork.Deed> deeds() {
    return deeds;
  }

  private static String queue(Random random) {
    return "/api/v1/queues/" + QUEUES.get(random.nextInt(QUEUES.size()));
  }

  private static Map<String, ?> members(Random random) {
    return Map.of("members", random.nextBoolean() ? List.of("admin") : List.of());
  }

  private void addQueue(Random random) throws IOException, InterruptedException {
    var slug = QUEUES.get(random.nextInt(QUEUES.size()));
    post(
        "add a queue",
        "/api/v1/queues",
        Map.of("slug", slug, "side", "customer", "email", slug + "@desk.example"));
  }

  private void saveView(Random random) throws IOException, InterruptedException {
    var body =
        Map.of(
            "name",
            "theirs",
            "filter",
            "status:open",
            "queue",
            QUEUES.get(random.nextInt(QUEUES.size())));
    var views = JSON.readTree(work.body("/api/v1/views")).path("items");
    if (views.isEmpty() || random.nextInt(3) == 0) {
      post("save a view", "/api/v1/views", body);
    } else {
      var id = views.get(random.nextInt(views.size())).path("id").asText();
      put("save a view", "/api/v1/views/" + id, body);
    }
  }

  /** Nobody listens there, so that what it did not answer is noted again and again. */
  private void addResolver(Random random) throws IOException, InterruptedException {
    post(
        "add a resolver",
        "/api/v1/inventory/resolvers",
        Map.of(
            "name",
            "customers " + random.nextInt(3),
            "url",
            "https://127.0.0.1:1/holder",
            "secret",
            "sixteen letters, at least",
            "networks",
            List.of("198.51.100.0/24")));
  }

  private void removeResolver(Random random) throws IOException, InterruptedException {
    var all = JSON.readTree(work.body("/api/v1/inventory/resolvers"));
    if (all.size() > 0) {
      var id = all.get(random.nextInt(all.size())).path("id").asText();
      delete("remove a resolver", "/api/v1/inventory/resolvers/" + id);
    }
  }

  private void samples(Random random, String what) throws IOException, InterruptedException {
    var node = work.node(random);
    var cookie = session;
    if (cookie == null) {
      cookie =
          work.cookie(
              form(node, "/sign-in", "username=admin&password=correct+horse+battery"),
              SessionCookie.NAME);
      session = cookie;
    }
    var csrf =
        URLEncoder.encode(FormToken.masked(Secret.csrfToken(cookie)), StandardCharsets.UTF_8);
    work.send(
        what + " samples",
        form(node, "/settings/samples", "do=" + what + "&csrf=" + csrf)
            .header("Cookie", SessionCookie.NAME + "=" + cookie));
  }

  private static HttpRequest.Builder form(Node node, String path, String fields) {
    return HttpRequest.newBuilder(node.uri(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(fields));
  }

  private void post(String deed, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    work.send(new Random(), deed, "POST", path, body);
  }

  private void put(String deed, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    work.send(new Random(), deed, "PUT", path, body);
  }

  private void delete(String deed, String path) throws IOException, InterruptedException {
    work.send(new Random(), deed, "DELETE", path, Map.of());
  }
}
