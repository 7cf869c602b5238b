package orderbakery.config;

import java.nio.file.Path;
import java.util.List;
import orderbakery.files.ArrivingFiles;
import orderbakery.files.FileFolder;
import orderbakery.outage.Outage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files of entities: where they arrive, and where they are kept. */
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

  /** Beside the folder where files are kept, so that moving one there is one step. */
  @Bean
  ArrivingFiles arrivingFiles(BakerySettings settings) {
    Path folder = folder(settings);
    return new ArrivingFiles(
        folder.resolve("arriving"), new Outage("The folder " + folder, System::nanoTime));
  }

  @Bean
  TroubleSource troubleWithUploads(ArrivingFiles files, BakerySettings settings) {
    return () ->
        List.of(
            Trouble.of(
                "uploads",
                files.isFailing(),
                "The last file that was sent could not be written",
                "the disk and the rights of the folder " + folder(settings)));
  }

  @Bean("file-folder")
  @ConditionalOnProperty("role.files-folder")
  FileFolder fileFolder(BakerySettings settings) {
    return new FileFolder(folder(settings).resolve("kept"));
  }

  private static Path folder(BakerySettings settings) {
    return settings.dataDirectory().resolve("files");
  }
}
