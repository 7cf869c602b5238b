package orderbakery.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import orderbakery.files.ArrivingFile;
import orderbakery.files.ArrivingFiles;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartFileTest {
  @TempDir Path folder;

  @Test
  void readsTheLongestNameThatAFileMayHave() {
    String name = "\u20ac".repeat(200);

    assertThat(read(name).name()).isEqualTo(name);
  }

  @Test
  void refusesANameWithANul() {
    assertThatThrownBy(() -> read("a\0.pdf")).isInstanceOf(RefusedRequest.class);
  }

  @Test
  void takesOnePlaceForBothFiles() {
    ArrivingFiles files = new ArrivingFiles(folder, new Outage("The folder", System::nanoTime));
    for (int i = 0; i < 100; i++) {
      files.begin();
    }

    files.beside().close();
    assertThat(files.count()).isEqualTo(100);
  }

  private MultipartFile read(String name) {
    ArrivingFiles files = new ArrivingFiles(folder, new Outage("The folder", System::nanoTime));
    ArrivingFile body = files.begin();
    byte[] form =
        ("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\n\r\nbeans\r\n--XX--\r\n")
            .getBytes(UTF_8);
    body.write(form, 0, form.length);
    return MultipartFile.read(
        body.arrived(), "multipart/form-data; boundary=XX", files.beside(), 1000);
  }
}
