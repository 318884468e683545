package dev.demarc.casework;

import static dev.demarc.Api.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DemarcTest
class AddressOrderTest {

  @Test
  void addresses_of_both_families_are_listed_by_their_numbers_over_all_pages() {
    var targets =
        List.of(
            "2001:db8:5::10",
            "2001:db8:5::9",
            "2001:db8:40::1",
            "198.51.100.100",
            "198.51.100.9",
            "2001:db8:5::a");
    String key =
        Api.submit(
                Map.of(
                    "title",
                    "Scan from " + Api.freshAddress(),
                    "sources",
                    List.of(Api.freshAddress()),
                    "targets",
                    targets))
            .path("caseKey");

    var listed = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      var page = client().get("/api/v1/cases/" + key + "/indicators?limit=2" + cursor).jsonPath();
      listed.addAll(page.getList("items.value", String.class));
      cursor = page.get("next") == null ? null : "&cursor=" + page.get("next");
    }

    assertThat(listed)
        .doesNotHaveDuplicates()
        .filteredOn(targets::contains)
        .containsExactly(
            "198.51.100.9",
            "198.51.100.100",
            "2001:db8:5::9",
            "2001:db8:5::a",
            "2001:db8:5::10",
            "2001:db8:40::1");
  }
}
