package dev.demarc.http;

import static dev.demarc.http.PendingBodies.Admission.TAKEN;
import static dev.demarc.http.PendingBodies.Admission.TOO_MANY;
import static dev.demarc.http.PendingBodies.Admission.TOO_MANY_OF_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingBodiesTest {

  private static final long SECOND = 1_000_000_000L;

  private final List<String> gaveWay = new ArrayList<>();
  private final PendingBodies bodies = new PendingBodies(3, 2);

  private PendingBodies.Sender sender(String network, long since) {
    return new PendingBodies.Sender() {
      @Override
      public String network() {
        return network;
      }

      @Override
      public long since() {
        return since;
      }

      @Override
      public void giveWay() {
        gaveWay.add(network);
      }
    };
  }

  @Test
  void one_address_has_only_so_many_and_gets_them_back() {
    var first = sender("a", 0);
    assertThat(bodies.begin(first, 0)).isEqualTo(TAKEN);
    assertThat(bodies.begin(sender("a", 0), 0)).isEqualTo(TAKEN);
    assertThat(bodies.begin(sender("a", 0), 0)).isEqualTo(TOO_MANY_OF_ADDRESS);
    bodies.end(first);
    bodies.end(first);
    assertThat(bodies.begin(sender("a", 0), 0)).isEqualTo(TAKEN);
    assertThat(bodies.begin(sender("a", 0), 0)).isEqualTo(TOO_MANY_OF_ADDRESS);
  }

  @Test
  void the_slowest_gives_way_once_it_had_its_time() {
    bodies.begin(sender("a", 0), 0);
    bodies.begin(sender("b", SECOND), SECOND);
    bodies.begin(sender("c", SECOND), SECOND);
    assertThat(bodies.begin(sender("d", SECOND), SECOND)).isEqualTo(TOO_MANY);
    assertThat(bodies.begin(sender("d", 3 * SECOND), 3 * SECOND)).isEqualTo(TAKEN);
    assertThat(gaveWay).containsExactly("a");
    assertThat(bodies.count()).isEqualTo(3);
  }

  @Test
  void of_the_address_with_the_most_of_them() {
    bodies.begin(sender("one", 0), 0);
    bodies.begin(sender("many", SECOND), SECOND);
    bodies.begin(sender("many", SECOND), SECOND);
    assertThat(bodies.begin(sender("new", 4 * SECOND), 4 * SECOND)).isEqualTo(TAKEN);
    assertThat(gaveWay).containsExactly("many");
  }
}
