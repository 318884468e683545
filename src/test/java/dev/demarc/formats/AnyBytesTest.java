package dev.demarc.formats;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come under whatever content type, a report comes out that keeps its promises, or a
 * refusal that says what to mend; see {@link ReportPromises}. Each sample is damaged once, of the
 * many in the corpus every other one in its fields; {@code -Ddemarc.mutations=500} makes as many of
 * each in both ways, {@code -Ddemarc.seed=7} others; {@code bench/fuzz} goes on from there.
 */
class AnyBytesTest {

  private static final boolean BY_TURNS = Integer.getInteger("demarc.mutations") == null;
  private static final int MUTATIONS = Integer.getInteger("demarc.mutations", 1);
  private static final int MOST_FIELDS = MUTATIONS;
  private static final long SEED = Long.getLong("demarc.seed", 1L);

  /** Only an endless loop takes as long, even on a busy machine. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final List<String> CONTENT_TYPES =
      List.of(
          "message/rfc822",
          "application/json",
          "text/csv",
          "text/plain",
          "multipart/form-data; boundary=b",
          "application/octet-stream");

  private static List<Path> samples;

  /** Looked up once: a test for each of them asks for all. */
  static synchronized List<Path> samples() throws IOException {
    if (samples == null) {
      samples = List.copyOf(found());
      assertFalse(samples.isEmpty(), "there are no samples");
    }
    return samples;
  }

  private static List<Path> found() throws IOException {
    var samples = new ArrayList<Path>();
    for (var folder : List.of(Samples.corpus(), Samples.formats())) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(f -> Files.isRegularFile(f) && !f.toString().endsWith(".jsonl"))
            .sorted()
            .forEach(samples::add);
      }
    }
    return samples;
  }

  private static boolean isDamaged(Path file) {
    return !byTurns(file) || Math.floorMod(file.getFileName().hashCode() + SEED, 2) == 0;
  }

  private static boolean byTurns(Path file) {
    return BY_TURNS && file.startsWith(Samples.corpus());
  }

  static List<Path> spoilt() throws IOException {
    return samples().stream().filter(file -> !byTurns(file) || !isDamaged(file)).toList();
  }

  static List<String> contentTypes() {
    return CONTENT_TYPES;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samples_and_damaged_ones_keep_the_promises(Path file) throws IOException {
    var sample = Files.readAllBytes(file);
    var own = Samples.contentType(file);
    var random = new Random(SEED + file.getFileName().toString().hashCode());
    var mutations = new Mutations(random.nextLong());
    var others = samples();
    keepsPromises(sample, own);
    if (!isDamaged(file)) {
      return;
    }
    for (int n = 0; n < MUTATIONS; n++) {
      var other = Files.readAllBytes(others.get(random.nextInt(others.size())));
      boolean asItself = random.nextInt(3) > 0;
      var type = asItself ? own : CONTENT_TYPES.get(random.nextInt(CONTENT_TYPES.size()));
      keepsPromises(mutations.of(sample, other), type);
    }
  }

  /** In JSON any text may hold what no text should, and so may a mail's header fields. */
  @ParameterizedTest
  @MethodSource("spoilt")
  void controls_and_half_characters_in_any_field_keep_the_promises(Path file) throws IOException {
    boolean json = file.toString().endsWith(".json");
    var ends = Pattern.compile(json ? "\"\\s*[,:}\\]]" : "(?m)(?<=^[\\w-]{1,40}: ?)").matcher("");
    var spoilt = json ? "\\u0000\\ud800\\u007f" : "\u0000\u007f=?utf-16?b?2AAAAA==?=";
    var sample = Files.readString(file, StandardCharsets.ISO_8859_1);
    ends.reset(sample);
    long fields = ends.results().count();
    ends.reset();
    for (long n = 0; ends.find(); n++) {
      if (n % (1 + fields / MOST_FIELDS) != 0) {
        continue;
      }
      var text = sample.substring(0, ends.start()) + spoilt + sample.substring(ends.start());
      keepsPromises(
          text.getBytes(StandardCharsets.ISO_8859_1), json ? "application/json" : "message/rfc822");
    }
  }

  /** Each under one other; with more mutations under as many. */
  @ParameterizedTest
  @MethodSource("contentTypes")
  void samples_under_another_content_type_keep_the_promises(String contentType) throws IOException {
    int at = CONTENT_TYPES.indexOf(contentType);
    var all = samples();
    for (int i = 0; i < all.size(); i++) {
      boolean turn = Math.floorMod(at - i - SEED, CONTENT_TYPES.size()) < MUTATIONS;
      // under its own it is read before it is damaged
      if (turn && !contentType.equals(Samples.contentType(all.get(i)))) {
        keepsPromises(Files.readAllBytes(all.get(i)), contentType);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contentTypes")
  void random_bytes_keep_the_promises(String contentType) {
    var mutations = new Mutations(SEED);
    for (int n = 0; n < 30 * MUTATIONS; n++) {
      keepsPromises(mutations.random(), contentType);
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void damaged_lists_come_apart_into_pieces(String list) {
    var mutations = new Mutations(SEED);
    var body = list.getBytes(StandardCharsets.UTF_8);
    for (int n = 0; n < 30 * MUTATIONS; n++) {
      var damaged = mutations.of(body, body);
      within(damaged, "pieces", () -> ReportPromises.keptByPieces(damaged));
    }
  }

  static List<String> lists() {
    var lists = new ArrayList<String>();
    lists.add("{'title':'a 192.0.2.1'}\n\n{'title':'b','sources':['192.0.2.2']}\n".repeat(3));
    lists.add("[{'title':'a'},{'title':'b'},[1],2,null,'x']");
    lists.add("{'source':'aws.x','detail-type':'y','detail':{'findings':[{'Id':'1'},{'Id':'2'}]}}");
    lists.add("{'Findings':[{'Id':'1','Title':'a'},{'Id':'2','Title':'b'}]}");
    lists.replaceAll(list -> list.replace('\'', '"'));
    lists.add("title;ip;time\r\nscan;192.0.2.1;2026-01-01\r\n\"a;b\";192.0.2.2;\r\n".repeat(3));
    lists.add("description,url,category,tlp\n\"a, \"\"b\"\"\",http://a.example/x,spam,RED\n");
    return lists;
  }

  private static void keepsPromises(byte[] raw, String contentType) {
    var submission = new Submission(raw, contentType, Samples.RECEIVED);
    within(raw, contentType, () -> ReportPromises.keptBy(submission));
  }

  private static void within(byte[] raw, String what, Runnable reading) {
    try {
      assertTimeoutPreemptively(LONGEST, reading::run);
    } catch (Throwable failure) {
      var base64 = Base64.getEncoder().encodeToString(raw);
      throw new AssertionError(
          failure.getMessage() + "\nread as " + what + ", in Base64: " + base64, failure);
    }
  }
}
