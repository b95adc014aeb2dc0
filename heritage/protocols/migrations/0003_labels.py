"""Labels of communities, and a code for each community."""

import django.db.models.deletion
import django.utils.timezone
import heritage.protocols.models.communities
import heritage.protocols.local_contexts
from django.conf import settings
from django.db import migrations, models

from heritage.protocols.models.communities import mint_code


def name_communities(apps, schema_editor):
    """Give each community a code of its own: a column is added with one default for all."""
    Community = apps.get_model("protocols", "Community")
    taken = set()
    for community in Community.objects.all():
        while (code := mint_code()) in taken:
            pass
        taken.add(code)
        Community.objects.filter(pk=community.pk).update(code=code)


class Migration(migrations.Migration):

    dependencies = [
        ('protocols', '0002_first_audiences'),
        ('records', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='community',
            name='code',
            field=models.CharField(default=heritage.protocols.models.communities.mint_code, editable=False, max_length=7, verbose_name='mã'),
        ),
        migrations.RunPython(name_communities, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='community',
            name='code',
            field=models.CharField(default=heritage.protocols.models.communities.mint_code, editable=False, max_length=7, unique=True, verbose_name='mã'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='act',
            field=models.CharField(choices=[('audience', 'đổi người được xem'), ('protocol', 'đặt hoặc sửa quy tắc'), ('member', 'mời hoặc thêm người'), ('member_out', 'cho thôi vai trò'), ('opened', 'quản trị mở xem'), ('hold', 'đóng theo yêu cầu'), ('release', 'mở lại'), ('label_proposed', 'đề nghị lời cho nhãn'), ('label_approved', 'duyệt lời của nhãn'), ('label_declined', 'không duyệt lời của nhãn'), ('label_retired', 'thôi dùng nhãn'), ('label_resumed', 'dùng lại nhãn'), ('label_on', 'gắn nhãn'), ('label_off', 'bỏ nhãn')], max_length=16),
        ),
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=heritage.protocols.models.communities.mint_code, editable=False, max_length=7, unique=True, verbose_name='mã')),
                ('retired_at', models.DateTimeField(editable=False, null=True, verbose_name='thôi dùng từ')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='labels', to='protocols.community', verbose_name='cộng đồng')),
            ],
            options={
                'verbose_name': 'nhãn',
                'verbose_name_plural': 'nhãn',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='LabelVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('local_contexts', models.CharField(blank=True, max_length=5, validators=[heritage.protocols.local_contexts.known_label], verbose_name='nhãn của Local Contexts')),
                ('state', models.CharField(choices=[('waiting', 'chờ người giữ duyệt'), ('approved', 'đã duyệt'), ('declined', 'không duyệt')], default='waiting', max_length=8)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True, verbose_name='lý do')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('label', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='protocols.label')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lời của nhãn',
                'verbose_name_plural': 'lời của nhãn',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='LabelText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=35, verbose_name='ngôn ngữ')),
                ('name', models.CharField(max_length=120, verbose_name='tên nhãn')),
                ('text', models.TextField(verbose_name='lời')),
                ('sort_order', models.PositiveSmallIntegerField(default=0)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='protocols.labelversion')),
            ],
            options={
                'verbose_name': 'lời bằng một ngôn ngữ',
                'verbose_name_plural': 'lời bằng các ngôn ngữ',
                'ordering': ['sort_order'],
            },
        ),
        migrations.AddField(
            model_name='label',
            name='current',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='current_of', to='protocols.labelversion', verbose_name='lời đang dùng'),
        ),
        migrations.CreateModel(
            name='PlacedLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('placed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('identifier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placed_labels', to='records.identifier')),
                ('label', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='protocols.label')),
                ('placed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'nhãn trên nội dung',
                'verbose_name_plural': 'nhãn trên nội dung',
            },
        ),
        migrations.AddConstraint(
            model_name='labelversion',
            constraint=models.UniqueConstraint(fields=('label', 'number'), name='protocols_label_numbered'),
        ),
        migrations.AddConstraint(
            model_name='labeltext',
            constraint=models.UniqueConstraint(fields=('version', 'language'), name='protocols_label_told_once'),
        ),
        migrations.AddConstraint(
            model_name='placedlabel',
            constraint=models.UniqueConstraint(fields=('label', 'identifier'), name='protocols_placed_once'),
        ),
    ]
